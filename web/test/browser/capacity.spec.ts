import type { Page } from '@playwright/test';
import { field, fillAndSend, password, signInAs, test, toSignIn } from './account';
import { expectNoViolation } from './accessible';
import { answerHeading, ask, expect, open } from './desk';

const pin = '60274913';
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const now = (page: Page) => page.locator('.capacity-now').first();

async function openNight(page: Page): Promise<void> {
  await open(page);
  await toSignIn(page).click();
  await fillAndSend(page, { Name: 'night', Password: pin }, 'Sign in');
  await expect(page.getByRole('heading', { name: 'Beds tonight', level: 1 })).toBeVisible();
}

test('a night desk signs in with a PIN, says beds in two taps, and takes them back', async ({ page }) => {
  await openNight(page);
  await expect(now(page)).toHaveText('Nothing is said now: searches show nothing of beds.');
  await expectNoViolation(page);
  await button(page, '2 beds').click();
  await expect(page.getByRole('heading', { name: '2 beds: until when?' })).toBeFocused();
  await expectNoViolation(page);
  const sent = page.waitForRequest('**/api/v1/capacity/say');
  await page.getByRole('button', { name: /^For 1 hour, until \d\d:\d\d$/ }).click();
  expect((await sent).postDataJSON()).toEqual({ service_id: '00000000-0000-4000-8000-000000000201', beds: 2, minutes: 60 });
  await expect(page.locator('.capacity-room [role="status"]')).toBeFocused();
  await expect(page.locator('.capacity-room [role="status"]')).toContainText('Said: 2 beds, until');
  await expect(now(page)).toHaveText(/^2 beds, said at .*, until .*\.$/);
  await expectNoViolation(page);
  await button(page, 'Take it back (North House)').click();
  await expect(page.locator('.capacity-room [role="status"]')).toHaveText('Taken back. Searches show nothing of beds.');
  await expect(now(page)).toHaveText('Nothing is said now: searches show nothing of beds.');
});

test('a night desk sees its one service and no search, and nothing fails for that', async ({ page }) => {
  await openNight(page);
  await expect(page.locator('.capacity-service h2')).toHaveText(['North House']);
  await expect(page.locator('.room-tab')).toHaveText(['Beds tonight']);
  await expect(page.locator('.page-failure')).toHaveCount(0);
  await expect(page.getByRole('search')).toBeHidden();
  // The lines for a crisis are everybody's.
  await expect(page.locator('footer')).toContainText('Youth Help Line');
});

test('more beds than a tap has are typed, and a number that is none goes no further', async ({ page }) => {
  await openNight(page);
  await button(page, '9 or more …').click();
  await field(page, 'Number of beds, up to 99').fill('1x');
  await expect(button(page, 'Next')).toBeDisabled();
  await field(page, 'Number of beds, up to 99').fill('14');
  await button(page, 'Next').click();
  await expect(page.getByRole('heading', { name: '14 beds: until when?' })).toBeFocused();
  await button(page, 'Another number').click();
  await expect(button(page, 'Full')).toBeVisible();
});

test('what is said fits a narrow phone, in French and in the dark', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await page.emulateMedia({ colorScheme: 'dark' });
  await openNight(page);
  await button(page, 'Français').click();
  await button(page, 'Complet').click();
  await expect(page.getByRole('heading', { name: 'Complet : jusqu’à quand?' })).toBeFocused();
  await expectNoViolation(page);
  const { scrolls, fits } = await page.evaluate(() => ({ scrolls: document.documentElement.scrollWidth, fits: document.documentElement.clientWidth }));
  expect(scrolls).toBeLessThanOrEqual(fits);
});

test('what fails is said, and what was said before is still shown', async ({ page }) => {
  await open(page);
  await signInAs(page, 'agency', '', password);
  await button(page, 'Beds tonight').click();
  await expect(page.locator('.capacity-service h2')).toHaveText(['North House', 'North Kitchen']);
  await page.route('**/api/v1/capacity/say', (route) => route.abort());
  const kitchen = page.getByRole('group', { name: 'How many beds are free at North Kitchen?' });
  await kitchen.getByRole('button', { name: 'Full' }).click();
  await page.locator('.capacity-until').first().click();
  await expect(page.locator('.capacity-service').nth(1).getByRole('status')).toContainText('That didn’t arrive.');
  await expect(now(page)).toHaveText('Nothing is said now: searches show nothing of beds.');
});

test('a result says its beds until they expire; a full one is to be rung first', async ({ page }) => {
  await open(page);
  await ask(page, 'a bed beds-said');
  await expect(answerHeading(page)).toBeVisible();
  const free = page.getByText('Beds free: 2 (said 21:10, until 23:00)');
  await expect(free).toBeVisible();
  await expectNoViolation(page);
  // Those that fit come first, whatever they say of their beds.
  await button(page, 'Show more').click();
  await expect(page.locator('.card').filter({ hasText: 'Full (said 21:10, until 23:00)' })).toHaveAttribute('data-class', 'ask');
  await ask(page, 'a bed beds-said-briefly');
  await expect(answerHeading(page)).toBeVisible();
  await expect(free).toHaveCount(0);
});
