import type { Page } from '@playwright/test';
import { fillAndSend, password, test, toSignIn } from './account';
import { expectNoViolation, smallTargets } from './accessible';
import { expect, open } from './desk';

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const pair = (page: Page) => page.getByRole('article', { name: 'Elm Street Night House and ELM STREET NIGHT HOUSE' });

async function lookForPairs(page: Page): Promise<void> {
  await open(page);
  await toSignIn(page).click();
  await fillAndSend(page, { Name: 'reviewer', Password: password, 'Code of your authenticator': '123456' }, 'Sign in');
  await button(page, 'Look for pairs').click();
  await expect(page.getByRole('heading', { name: '1 pair that may be the same' })).toBeFocused();
}

test('two listings that look alike stand side by side, with what speaks for and against it', async ({ page }) => {
  await lookForPairs(page);
  await expect(pair(page)).toContainText('12 Elm St., Winnipeg');
  await expect(pair(page)).toContainText('for it: phone, website or door shared · for it: the very same name · against it: another town');
  await expectNoViolation(page);
  await page.setViewportSize({ width: 320, height: 900 });
  expect(await smallTargets(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  await expectNoViolation(page);
});

test('what is not the same is said once', async ({ page }) => {
  await lookForPairs(page);
  await button(page, 'Elm Street Night House and ELM STREET NIGHT HOUSE are not the same').click();
  await expect(page.getByText('Nobody is asked again.')).toBeVisible();
  await expect(pair(page)).toHaveCount(0);
});

test('a merge is asked about once more, sent for review, and refused in words', async ({ page }) => {
  await lookForPairs(page);
  await button(page, 'Merge into the second …').click();
  await expect(pair(page)).toContainText('with the worse of what both say');
  await page.keyboard.press('Enter');
  await expect(pair(page)).toContainText('This merge isn’t allowed');
  await button(page, 'Not now').click();
  await button(page, 'Merge into the first …').click();
  await button(page, 'Yes, send it for review').click();
  await expect(page.getByText('Sent for review: ELM STREET NIGHT HOUSE is to be merged into Elm Street Night House.')).toBeVisible();
});
