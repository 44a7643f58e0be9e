import type { Page } from '@playwright/test';
import { startServer } from '../server.mjs';
import { ask, askForTonight, expect, leaveButton, needField, neutral, open, tabTo, test } from './desk';

/** Milliseconds from the press to an empty page, measured in the page itself. */
async function timeToBlank(page: Page, act: () => Promise<void>): Promise<number> {
  await page.evaluate(() => {
    const blanked = (pressed: number) => {
      const watch = new MutationObserver(() => {
        if (document.body.childElementCount > 0) return;
        document.title = `blank after ${performance.now() - pressed}`;
        console.debug(`blank after ${performance.now() - pressed}`);
      });
      watch.observe(document.body, { childList: true });
    };
    for (const name of ['pointerup', 'keyup']) {
      document.addEventListener(name, () => { blanked(performance.now()); }, { capture: true });
    }
  });
  const said = page.waitForEvent('console', (message) => message.text().startsWith('blank after'));
  await act();
  return Number((await said).text().slice('blank after '.length));
}

test('leaving blanks within 100 ms with the server stopped', async ({ page, traces }) => {
  traces.failuresExpected = true;
  const server = await startServer();
  traces.own = server.url;
  await page.goto(server.url);
  await ask(page, 'canary-need');
  await expect(page.locator('.card').first()).toBeVisible();
  await server.close();
  const ms = await timeToBlank(page, () => leaveButton(page).click({ noWaitAfter: true }));
  expect(ms).toBeLessThan(100);
  await page.waitForURL(neutral);
});

test('one press leaves with a list of suggestions open', async ({ page }) => {
  await open(page);
  await needField(page).pressSequentially('no');
  await expect(page.locator('.picker-item').first()).toBeVisible();
  // Found by its role: the open list doesn't hide it from assistive technology.
  await leaveButton(page).click();
  await page.waitForURL(neutral);
});

test('Shift three times leaves, from within a field too', async ({ page }) => {
  await open(page);
  await needField(page).fill('canary-need');
  await page.keyboard.press('Shift');
  await page.keyboard.press('Shift');
  await expect(page.locator('.leave-dot[data-on="true"]')).toHaveCount(2);
  await expect(page.getByRole('status').filter({ hasText: 'Press Shift once more' })).toHaveCount(1);
  await page.keyboard.press('Shift');
  await page.waitForURL(neutral);
});

test('writing capital letters does not leave', async ({ page }) => {
  await open(page);
  await needField(page).focus();
  for (const letter of 'ABCDEF') await page.keyboard.press(`Shift+${letter}`);
  await expect(needField(page)).toHaveValue('ABCDEF');
});

test('Back after leaving shows nothing of what was there', async ({ page }) => {
  await page.goto('about:blank');
  await open(page);
  await ask(page, 'canary-need');
  await expect(page.locator('.card').first()).toBeVisible();
  await leaveButton(page).click();
  await page.waitForURL(neutral);
  // The page was replaced: before it there is only what was open before us.
  await page.goBack();
  expect(page.url()).toBe('about:blank');
});

test('a page that the browser kept for Back comes back empty', async ({ page, baseURL }) => {
  await open(page);
  await ask(page, 'canary-need');
  await expect(page.locator('.card').first()).toBeVisible();
  await page.goto(neutral);
  await page.goBack();
  await page.waitForURL(`${baseURL ?? ''}/`);
  await expect(needField(page)).toHaveValue('');
  await expect(page.locator('body')).not.toContainText('canary-need');
  await expect(page.locator('.card')).toHaveCount(0);
});

test('the way out is in sight at every scroll position', async ({ page }) => {
  for (const size of [{ width: 320, height: 568 }, { width: 1080, height: 1920 }]) {
    await page.setViewportSize(size);
    await open(page);
    await askForTonight(page);
    const end = await page.evaluate(() => document.documentElement.scrollHeight);
    for (let at = 0; at <= end; at += size.height / 2) {
      await page.evaluate((top) => { window.scrollTo(0, top); }, at);
      await expect(leaveButton(page)).toBeInViewport({ ratio: 1 });
      const box = await leaveButton(page).boundingBox();
      expect(box?.height).toBeGreaterThanOrEqual(48);
    }
  }
});

test('a field under the keyboard is not covered by the top of the page', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 568 });
  await open(page);
  await tabTo(page, page.getByRole('button', { name: 'Start over' }));
  for (let presses = 0; presses < 8; presses++) {
    await page.keyboard.press('Shift+Tab');
    const covered = await page.evaluate(() => {
      const box = document.activeElement?.getBoundingClientRect();
      const top = document.querySelector('.top')?.getBoundingClientRect();
      return box !== undefined && top !== undefined && box.top < top.bottom;
    });
    expect(covered).toBe(false);
  }
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('there are words, a number and a way out', async ({ page }) => {
    await page.goto('/');
    await expect(page.locator('noscript p').first()).toBeVisible();
    await page.getByRole('button', { name: /Leave this page/ }).click();
    await page.waitForURL(neutral);
  });
});
