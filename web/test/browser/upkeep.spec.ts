import type { Page } from '@playwright/test';
import { fillAndSend, password, test, toSignIn } from './account';
import { expectNoViolation } from './accessible';
import { ask, expect, open } from './desk';

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const line = (page: Page, words: string) => page.getByRole('radiogroup', { name: words });
const say = (page: Page, words: string, answer: string) => line(page, words).getByText(answer, { exact: true }).click();

async function signInAs(page: Page, name: string, code: string, room: string): Promise<void> {
  await open(page);
  await toSignIn(page).click();
  await fillAndSend(page, { Name: name, Password: password, 'Code of your authenticator': code }, 'Sign in');
  await expect(page.getByRole('heading', { name: room, level: 1 })).toBeVisible();
}

/** No part of the page is wider than the phone. */
async function expectToFit(page: Page): Promise<void> {
  expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
}

test.describe('on a phone', () => {
  test.use({ viewport: { width: 320, height: 640 } });

  test('an agency says of each line whether it is still so, and what is no longer so holds at once', async ({ page }) => {
    await signInAs(page, 'agency', '', 'Our listings');
    await button(page, 'Check North House').click();
    await expect(page.getByRole('heading', { name: 'Is this still so? North House' })).toBeFocused();
    await expect(page.getByText('This listing may be checked 3 times more within a year.')).toBeVisible();
    await expect(button(page, 'Send')).toBeDisabled();
    await expect(page.getByRole('radio', { checked: true })).toHaveCount(0);
    await expectNoViolation(page);
    await expectToFit(page);

    await say(page, 'They don’t ask for ID.', 'No longer');
    await say(page, 'Hours', 'Still so');
    await expect(page.getByText('2 of 6 lines answered. Answers kept.')).toBeVisible();
    await page.reload();
    await button(page, 'Check North House').click();
    await expect(line(page, 'They don’t ask for ID.').getByRole('radio', { name: 'No longer' })).toBeChecked();

    await say(page, 'They tell a parent or guardian.', 'Still so');
    await say(page, 'You needn’t tell what happened.', 'Don’t know');
    await say(page, 'Phone', 'Still so');
    await say(page, 'Whom it takes', 'Still so');
    await expect(page.getByText('2 lines are no longer so or not known')).toBeVisible();
    await expectNoViolation(page);
    await button(page, 'Send').click();
    await expect(page.locator('.agency-outcome')).toContainText('What is no longer so holds now.');
    await expect(page.locator('.agency-outcome')).toBeFocused();
  });
});

test('a reviewer sees what is overdue, checks a listing with its agency, and prints whom to ring', async ({ page }) => {
  await signInAs(page, 'reviewer', '123456', 'Reviews');
  await button(page, 'Upkeep').click();
  await expect(page.getByText('102 of 120 listings (85 %).')).toBeVisible();
  const rows = page.locator('.upkeep-room section').filter({ hasText: 'Overdue' }).locator('.upkeep-row');
  await expect(rows.first()).toContainText('204-555-0130');
  await expect(rows.nth(1)).toContainText('No number is recorded.');
  await expect(page.locator('ol.upkeep-list > li')).toHaveCount(12);
  await expectNoViolation(page);

  await page.getByLabel('Place', { exact: true }).selectOption('Lakefield');
  await expect(page.locator('ol.upkeep-list > li')).toHaveCount(1);
  await page.getByLabel('Place', { exact: true }).selectOption('');
  await expect(page.locator('ol.upkeep-list > li')).toHaveCount(12);
  await page.evaluate(() => {
    window.print = () => {
      document.title = String(document.querySelectorAll('.call-sheet').length);
    };
  });
  await button(page, 'Print as call sheets of ten').click();
  expect(await page.title()).toBe('2');

  await button(page, 'Check North House with the agency').click();
  await expect(page.getByText('Ring the agency, and go through it together.', { exact: false })).toBeVisible();
  await say(page, 'Hours', 'Still so');
  await button(page, 'Send').click();
  await expect(page.locator('.upkeep-room .note')).toContainText('Not every line was answered');
});

test('the upkeep room fits a phone, in French', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await signInAs(page, 'administrator', '123456', 'People');
  await button(page, 'Upkeep').click();
  await expect(page.getByText('102 of 120 listings (85 %).')).toBeVisible();
  await expect(page.getByRole('button', { name: /with the agency/ })).toHaveCount(0);
  await button(page, 'Français').click();
  await expect(page.getByRole('heading', { name: 'Entretien', level: 1 })).toBeVisible();
  await expectNoViolation(page);
  await expectToFit(page);
});

test('a worker records what an agency said on the phone only over the whole list of a group', async ({ page }) => {
  await open(page);
  await toSignIn(page).click();
  await fillAndSend(page, { Name: 'worker', Password: password, 'Code of your authenticator': '' }, 'Sign in');
  await expect(toSignIn(page)).toHaveText('Signed in: worker');
  await ask(page, 'a bed');
  await page.locator('[data-service="00000000-0000-4000-8000-000000000001"] button').first().click();
  await page.getByRole('button', { name: 'Record what the agency said on the phone' }).click();
  const group = page.getByLabel('About', { exact: true });
  await group.selectOption({ index: 1 });
  const lines = page.locator('.check-line');
  const count = await lines.count();
  expect(count).toBeGreaterThan(0);
  for (let at = 0; at < count; at += 1) {
    await expect(button(page, 'Record it')).toBeDisabled();
    await lines.nth(at).getByText(at === 0 ? 'Yes' : 'Not said', { exact: true }).click();
  }
  await expectNoViolation(page);
  await button(page, 'Record it').click();
  await expect(page.getByText('Recorded. It waits for reviewers of other organizations.')).toBeFocused();
});
