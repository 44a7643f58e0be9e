import type { Page } from '@playwright/test';
import { expectNothingStored } from './desk';
import { bar, expect, landscape, openScreen, screens, test, touchLanguage, touchScreen } from './kiosk';

/** Someone looks over the shoulder, or walks up. */

const strip = (page: Page) => page.locator('.strip').innerText();

test('numbers, bar, address and history are the same on every page, and nothing is stored', async ({ page, context }) => {
  await page.setViewportSize(landscape);
  await touchLanguage(page);
  const same = async () => ({
    numbers: await page.locator('.strip-numbers').innerText(),
    places: await page.evaluate(() => [...document.querySelectorAll('.strip-numbers, .strip-more, .bar .control')].map((element) => `${element.textContent}${JSON.stringify(element.getBoundingClientRect())}`)),
    address: page.url(),
    history: await page.evaluate(() => window.history.length),
    title: await page.title(),
  });
  const before = await same();
  for (const screen of screens) {
    await touchScreen(page, screen);
    expect(await same(), screen.name).toEqual(before);
    await bar(page).getByRole('button', { name: 'Start' }).click();
    await expect(page.locator('.tiles-first .tile')).toHaveCount(4);
  }
  expect(new URL(before.address).pathname).toBe('/kiosk');
  expect(before.title).toBe('Porchlight');
  await expectNothingStored(page, context);
});

test('nothing appears because of what was typed', async ({ page }) => {
  const look = async (words: string) => {
    await touchLanguage(page);
    await page.getByRole('button', { name: 'Write a word' }).click();
    for (const letter of words) await page.locator('.keyboard').getByRole('button', { name: letter === ' ' ? 'Space' : letter, exact: true }).click();
    await page.getByRole('button', { name: 'Find' }).click();
    await expect(page.locator('.card').first()).toBeVisible();
    return { strip: await strip(page), title: await page.locator('h1').innerText(), around: await page.locator('.results-status').innerText(), alerts: await page.getByRole('alert').count() };
  };
  expect(await look('hurting me')).toEqual(await look('a meal'));
});

test('"show something else" shows food and libraries at once, asks for nothing, and leaves nothing behind it', async ({ page }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await touchLanguage(page);
  await expect.poll(() => asked.filter((path) => path === '/api/v1/search').length).toBe(20);
  await page.getByRole('button', { name: 'Tonight' }).click();
  await page.locator('.tiles-first + .tiles .tile').last().click();
  await page.locator('main .tile').nth(3).click();
  await expect(page.locator('.card').first()).toBeVisible();
  asked.length = 0;
  // The best of ten: other programs take their turns too.
  const took = await page.evaluate(async () => {
    const drawn = () => new Promise((resolve) => requestAnimationFrame(resolve));
    const touch = (words: string) => [...document.querySelectorAll<HTMLElement>('button')].find(({ textContent }) => textContent.includes(words))?.click();
    let best = Infinity;
    for (let times = 0; times < 10; times++) {
      const start = performance.now();
      touch('Show something else');
      await Promise.resolve();
      // In the page before the next frame is drawn.
      const there = document.querySelector('h1')?.textContent === 'Food and libraries' && document.querySelector('.card') !== null;
      best = Math.min(best, there ? performance.now() - start : Infinity);
      touch('Ask staff');
      while (document.querySelector('h1')?.textContent !== 'Ask staff') await drawn();
    }
    touch('Show something else');
    return best;
  });
  expect(took).toBeLessThan(100);
  await expect(page.locator('.card').first()).toContainText('See more');
  // Only the pages of the places shown, as for any list; no search tells that it was touched.
  await expect.poll(() => asked.filter((path) => path === '/api/v1/search').length).toBe(0);
  await bar(page).getByRole('button', { name: 'Back' }).click();
  await expect(page.getByRole('heading', { name: 'What do you need?' })).toBeVisible();
  await expect(page.locator('[aria-pressed="true"]')).toHaveCount(0);
});

test('a field keeps nothing for the next one, and hides what is typed when asked to', async ({ page }) => {
  await touchLanguage(page);
  await page.getByRole('button', { name: 'Write a word' }).click();
  const field = page.getByLabel('Your words');
  for (const [name, value] of [['autocomplete', 'off'], ['spellcheck', 'false'], ['autocapitalize', 'off'], ['inputmode', 'none']] as const) await expect(field).toHaveAttribute(name, value);
  await page.getByRole('button', { name: 'Hide what I type' }).click();
  expect(await field.evaluate((element) => getComputedStyle(element).getPropertyValue('-webkit-text-security'))).toBe('disc');
});

test('a result is a place like any other: no shield, no green, no "safe"', async ({ page }) => {
  for (const screen of screens.filter(({ name }) => ['results', 'place', 'else'].includes(name))) {
    await openScreen(page, 'en', screen);
    await expect(page.locator('main')).not.toContainText(/\bsafe/i);
    expect(await page.locator('main svg[class*="shield"], main svg[class*="siren"], main svg[class*="cross"]').count()).toBe(0);
  }
});

test('dimmed, the page gives little light', async ({ page }) => {
  await touchLanguage(page);
  await page.getByRole('button', { name: 'Darken' }).click();
  await expect(page.locator('.kiosk')).toHaveCSS('background-color', 'rgb(13, 17, 25)');
  await page.getByRole('button', { name: 'Brighten' }).click();
  await expect(page.locator('.kiosk')).not.toHaveCSS('background-color', 'rgb(13, 17, 25)');
});

test('staff are asked with a page, which says first what they may have to report', async ({ page }) => {
  await touchLanguage(page);
  await page.getByRole('button', { name: 'Ask staff' }).click();
  const words = await page.locator('main').innerText();
  expect(words.indexOf('report')).toBeGreaterThanOrEqual(0);
  expect(words.indexOf('report')).toBeLessThan(words.indexOf('Please look with me'));
});
