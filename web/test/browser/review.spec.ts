import type { Page } from '@playwright/test';
import { field, fillAndSend, password, signInAs, test, toSignIn } from './account';
import { expectNoViolation, smallTargets } from './accessible';
import { expect, open, toTop } from './desk';
import { printed } from './paper';

const option = (page: Page, name: string | RegExp) => page.getByRole('option', { name });
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

async function openReviews(page: Page): Promise<void> {
  await open(page);
  await toSignIn(page).click();
  await fillAndSend(page, { Name: 'reviewer', Password: password, 'Code of your authenticator': '123456' }, 'Sign in');
  await expect(page.getByRole('heading', { name: 'Reviews', level: 1 })).toBeVisible();
  await expect(option(page, /Elm Street/)).toBeVisible();
}

async function choose(page: Page, name: RegExp): Promise<void> {
  await option(page, name).click();
  await expect(page.locator('.submission > h2')).toHaveText(name);
}

test('a reviewer begins at what waits, the oldest first, and sees what each takes', async ({ page }) => {
  await openReviews(page);
  await expect(page.getByRole('heading', { name: '4 changes wait' })).toBeVisible();
  await expect(page.getByRole('option').first()).toContainText('Elm Street Night House');
  await expect(option(page, /Elm Street/)).toContainText('waits for 2 days (more than two days)');
  await expect(option(page, /Phare/)).toContainText('takes 2 people from 2 organizations · a call back, on a number found elsewhere · 1 has agreed');
  await expect(option(page, /North House/)).toContainText('Sent by your own organization: others decide.');
});

test('what changes stands beside what is there, in words', async ({ page }) => {
  await openReviews(page);
  await choose(page, /Elm Street/);
  const changes = page.getByRole('table', { name: 'What changes' });
  await expect(changes.getByRole('row', { name: /^Hours/ })).toContainText('Saturday, Sunday: 20:00 to 09:00 the next day');
  await expect(changes.locator('del').filter({ hasText: '204-555-0110' })).toBeVisible();
  await expect(changes.locator('ins').filter({ hasText: '1-900-555-0111' })).toBeVisible();
  await expect(page.getByText('A number that costs the caller money: 1-900-555-0111')).toBeVisible();
  await expect(page.getByText(/Mentions: Smudging.* Ask\?/)).toBeVisible();
  await expect(page.locator('.submission')).not.toContainText(/[{}[\]]/);
});

test('what could tell where a hidden place is, and what looks like recruiting, is shown to its reviewer', async ({ page }) => {
  await openReviews(page);
  await choose(page, /Second Chance/);
  await expect(page.locator('.review-notes').filter({ hasText: 'Could tell where it is' })).toContainText('Across from the mill');
  const twice = page.locator('.review-notes').filter({ hasText: 'Look twice' });
  for (const words of ['help@gmail.com', 'guaranteed job', 'transport sent to you', 'Elm Street Society']) await expect(twice).toContainText(words);
});

test('a reviewer looks at a change as a worker and as the kiosk would see it', async ({ page }) => {
  await openReviews(page);
  await choose(page, /Elm Street/);
  await button(page, 'Preview: how others would see it').click();
  for (const who of ['worker', 'kiosk']) await expect(page.locator(`.agency-preview [data-who=${who}] .card`)).toBeVisible();
  await expectNoViolation(page);
});

test('a listing that may be there already stands beside the new one', async ({ page }) => {
  await openReviews(page);
  await choose(page, /Second Chance/);
  const pair = page.getByRole('table', { name: 'Beside Second Chance' });
  await expect(pair.getByRole('row', { name: /^Name/ })).toContainText('Second Chance Work');
  await expect(pair.locator('mark').filter({ hasText: '2045550110' })).toHaveCount(2);
});

test('by keyboard alone a reviewer goes through the list, reads, and decides', async ({ page }) => {
  await openReviews(page);
  const heading = page.locator('.submission > h2');
  await page.keyboard.press('F2');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(heading).toHaveText('Maison du Phare');
  await expect(heading).toBeFocused();
  await page.keyboard.press('F8');
  await expect(heading).toHaveText('Second Chance Work');
  await page.keyboard.press('F2');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await expect(heading).toHaveText('Elm Street Night House');
  await page.keyboard.press('F4');
  await expect(page.getByRole('heading', { name: 'Your decision' })).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Tab');
  await expect(field(page, 'Why (its agency reads this)')).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.locator('.review-outcome')).toHaveText('Elm Street Night House: agreed, and in the directory within seconds.');
  await expect(page.locator('.review-outcome')).toBeFocused();
  await expect(page.getByRole('heading', { name: '3 changes wait' })).toBeVisible();
});

test('changes are asked for and refused with a reason only', async ({ page }) => {
  await openReviews(page);
  await choose(page, /Second Chance/);
  await button(page, 'Refuse').click();
  await expect(field(page, 'Why (its agency reads this)')).toHaveAccessibleDescription(/Say why first/);
  await field(page, 'Why (its agency reads this)').fill('Nobody answers on any number.');
  await button(page, 'Refuse').click();
  await expect(page.locator('.review-outcome')).toHaveText('Second Chance Work: refused.');
});

test('the second of two reviewers at once is told what the first decided', async ({ page }) => {
  await openReviews(page);
  await choose(page, /Phare/);
  await button(page, 'Agree').click();
  await expect(page.locator('.review-outcome')).toContainText('Meanwhile somebody else decided');
  await expect(page.locator('.review-outcome')).toContainText('Another reviewer asked for changes to Maison du Phare.');
  await expect(page.locator('.submission')).toContainText('They do ask for ID at night.');
  await expect(button(page, 'Agree')).toHaveCount(0);
});

test('who may not decide is told why, and has no buttons for it', async ({ page }) => {
  await openReviews(page);
  await choose(page, /North House/);
  await expect(page.locator('.submission')).toContainText('Sent by your own organization: others decide.');
  await expect(button(page, 'Agree')).toHaveCount(0);
});

test('a report is lifted after a second look, and never one of one’s own', async ({ page }) => {
  await openReviews(page);
  await button(page, 'Lift the report about Harbour Drop-in').click();
  await button(page, 'Yes, lift it').click();
  await expect(page.locator('.review-outcome')).toHaveText('The report about Harbour Drop-in is lifted.');
  await expect(page.getByRole('heading', { name: '1 open report' })).toBeVisible();
  await button(page, 'Lift the report about South Door Kitchen').click();
  await button(page, 'Yes, lift it').click();
  await expect(page.getByText('Somebody from neither your organization nor the place’s has to lift it.')).toBeVisible();
});

test('the words for a call can be printed, and nothing else of the page', async ({ page }) => {
  await openReviews(page);
  await choose(page, /Elm Street/);
  await page.evaluate(() => {
    window.print = () => {
      document.body.dataset['printed'] = document.getElementById('paper')?.innerText ?? '';
    };
  });
  await button(page, 'Print').click();
  const paper = await page.evaluate(() => document.body.dataset['printed'] ?? '');
  expect(paper).toContain('204-555-0110');
  expect(paper).toContain('what is right today?');
  expect((await printed(page)).words).toBe('There is nothing to print on this page.');
});

for (const [width, scheme] of [[320, 'light'], [1200, 'dark']] as const) {
  test(`at ${width} pixels, ${scheme}, axe finds nothing and every control is as large as a finger`, async ({ page }) => {
    await page.setViewportSize({ width, height: 700 });
    await page.emulateMedia({ colorScheme: scheme });
    await openReviews(page);
    for (const name of [/Second Chance/, /Phare/, /Elm Street/]) {
      await choose(page, name);
      await toTop(page);
      await expectNoViolation(page);
    }
    expect(await smallTargets(page)).toEqual([]);
  });
}

test('in French too', async ({ page }) => {
  await openReviews(page);
  await page.getByRole('button', { name: 'Français' }).click();
  await expect(page.getByRole('heading', { name: '4 changements attendent' })).toBeVisible();
  await choose(page, /Elm Street/);
  await expect(page.getByRole('table', { name: 'Ce qui change' })).toContainText('samedi, dimanche: 20:00 à 09:00 le lendemain');
  await expectNoViolation(page);
});

test('a worker has no such room', async ({ page }) => {
  await open(page);
  await signInAs(page, 'worker');
  await expect(page.getByRole('button', { name: 'Reviews' })).toHaveCount(0);
});
