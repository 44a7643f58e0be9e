import type { Page } from '@playwright/test';
import { expect, finish, test, touchLanguage, touchPlace, touchResults, touchYes } from './kiosk';

/** Whoever comes next finds nothing of whoever was here. */

const asked = (page: Page) => page.getByRole('alertdialog', { name: 'Are you still there?' });
const attract = (page: Page) => page.locator('.attract');

test.describe('a page that nobody touches', () => {
  test.beforeEach(async ({ page }) => {
    await page.clock.install();
    await touchLanguage(page);
    await touchResults(page);
  });

  test('asks after a minute, counts down half a minute, and is empty after a minute and a half', async ({ page }) => {
    await page.clock.fastForward(45_000);
    await expect(asked(page)).toHaveCount(0);
    await page.clock.fastForward(15_000);
    await expect(asked(page)).toBeVisible();
    await expect(asked(page).getByRole('button', { name: 'I’m still here' })).toBeFocused();
    await expect(asked(page)).toContainText(/clears in \d+ seconds/);
    await page.clock.fastForward(30_000);
    await expect(attract(page)).toBeVisible();
    await expect(page.locator('body')).not.toContainText('Elm Street');
  });

  test('goes on at one touch anywhere, as often as wanted', async ({ page }) => {
    for (let times = 0; times < 12; times++) {
      await page.clock.fastForward(61_000);
      await expect(asked(page)).toBeVisible();
      await page.mouse.click(20 + times * 30, 30);
      await expect(asked(page)).toHaveCount(0);
      await expect(page.locator('.card').first()).toBeVisible();
    }
  });

  test('goes on at any key too', async ({ page }) => {
    await page.clock.fastForward(61_000);
    await expect(asked(page)).toBeVisible();
    await page.keyboard.press('a');
    await expect(asked(page)).toHaveCount(0);
    await expect(page.locator('.card').first()).toBeVisible();
  });
});

test('a code is gone after a minute', async ({ page }) => {
  await page.clock.install();
  await touchLanguage(page);
  await touchResults(page);
  await touchPlace(page);
  await touchYes(page);
  await page.getByRole('button', { name: 'Code for my phone' }).click();
  await expect(page.locator('.code-drawing')).toBeVisible();
  await page.clock.fastForward(30_000);
  await page.mouse.click(5, 5);
  await page.clock.fastForward(29_000);
  await expect(page.locator('.code-drawing')).toBeVisible();
  await page.clock.fastForward(2_000);
  await expect(page.locator('.code-drawing')).toHaveCount(0);
});

test('"finish and clear" empties the page within a tenth of a second, server or not', async ({ page, traces }) => {
  traces.failuresExpected = true;
  await touchLanguage(page);
  await page.getByRole('button', { name: 'Tonight' }).click();
  await touchResults(page);
  await page.route('**/exit', (route) => route.abort());
  const exit = page.waitForRequest((request) => new URL(request.url()).pathname === '/exit' && request.method() === 'POST');
  const wiped = () =>
    page.evaluate(() => {
      const start = performance.now();
      document.querySelector<HTMLElement>('.bar [data-kind="finish"]')?.click();
      const took = performance.now() - start;
      return document.body.innerText.includes('Elm Street') || document.querySelector('.attract') === null ? Infinity : took;
    });
  const times = [await wiped()];
  await exit;
  await page.locator('.tile-language').first().click();
  // Nothing of the last visit: neither wishes nor words grown larger.
  await expect(page.locator('[aria-pressed="true"]')).toHaveCount(0);
  for (let visit = 0; visit < 2; visit++) {
    await touchResults(page);
    times.push(await wiped());
    await page.locator('.tile-language').first().click();
  }
  // Empty each time; the best of three, as other programs take their turns too.
  for (const took of times) expect(took).toBeLessThan(1000);
  expect(Math.min(...times)).toBeLessThan(100);
});

test('a page that comes back from the browser’s memory is empty, and starts anew', async ({ page }) => {
  await touchLanguage(page);
  await touchResults(page);
  await page.evaluate(() => {
    window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
  });
  await expect(page.locator('body')).toBeEmpty();
  await page.evaluate(() => {
    window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
  });
  await expect(attract(page)).toBeVisible();
});

test('before the first touch nothing is asked, and the first screen stays', async ({ page }) => {
  await page.clock.install();
  await page.goto('/kiosk');
  await expect(attract(page)).toBeVisible();
  await page.clock.fastForward(600_000);
  await expect(asked(page)).toHaveCount(0);
  await expect(attract(page)).toBeVisible();
});

test('words, look and choices end with a visit', async ({ page }) => {
  await touchLanguage(page);
  await page.getByRole('button', { name: 'Bigger words' }).click();
  await page.getByRole('button', { name: 'Darken' }).click();
  await finish(page).click();
  await expect(page.locator('html')).toHaveAttribute('data-words', 'normal');
  await expect(page.locator('.kiosk')).toHaveAttribute('data-dark', 'false');
});
