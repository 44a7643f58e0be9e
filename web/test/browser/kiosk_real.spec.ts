import type { Page } from '@playwright/test';
import { never } from '../../src/kiosk/never_said';
import { expect, finish, languages, screens, test, tested, touchLanguage, touchPlace, touchResults, touchScreen, touchYes } from './kiosk';

/** What holds for any directory: run with PORCHLIGHT_URL against a searchd, whose kiosk is at the port after the next. */

test('a directory’s first need leads to a place, its number and back to an empty screen', async ({ page }) => {
  await touchLanguage(page);
  await touchResults(page);
  await touchPlace(page);
  await touchYes(page);
  await page.locator('.tiles-take .tile').first().click();
  await expect(page.locator('.taken .large-number').or(page.getByText('No phone number is listed.')).first()).toBeVisible();
  await finish(page).click();
  await expect(page.locator('.attract')).toBeVisible();
});

test('results come within a fifth of a second of the third touch', async ({ page }) => {
  await touchLanguage(page);
  await page.locator('.tiles-first .tile').first().click();
  const took = await page.evaluate(async () => {
    const drawn = () => new Promise((resolve) => requestAnimationFrame(resolve));
    let best = Infinity;
    // The best of six: other programs take their turns too.
    for (const need of [1, 2, 3, 4, 5, 6]) {
      const start = performance.now();
      document.querySelectorAll<HTMLElement>('main .tile')[need]?.click();
      while (document.querySelector('.card') === null && performance.now() - start < 5000) await drawn();
      best = Math.min(best, performance.now() - start);
      document.querySelector<HTMLElement>('.bar-first button')?.click();
      while (document.querySelector('main .tile') === null) await drawn();
    }
    return best;
  });
  expect(took).toBeLessThan(200);
});

/** Our words on the page. A listing's own, which are marked with their language, aren't ours, nor is whom a line to call names itself for. */
function ourWords(page: Page): Promise<string> {
  return page.evaluate(() => {
    const root = document.getElementById('root')?.cloneNode(true) as HTMLElement;
    for (const own of root.querySelectorAll('main [lang]:not(.original *), .sky [lang], .tile-language, .line-card')) own.remove();
    return root.textContent;
  });
}

for (const tag of tested) {
  test(`no page says what would name a person or a danger, in ${languages[tag]}`, async ({ page }) => {
    await touchLanguage(page, tag);
    for (const screen of screens) {
      await touchScreen(page, screen);
      expect((await ourWords(page)).match(never), screen.name).toBeNull();
      await page.locator('.bar-first .control').nth(1).click();
      await expect(page.locator('.tiles-first .tile')).toHaveCount(4);
    }
  });
}

test('what stands behind the listener is the public directory, and none of the desk’s', async ({ request }) => {
  expect((await request.get('/')).status()).toBe(404);
  const catalogue = (await (await request.get('/api/v1/catalogue')).json()) as { role: string; facts: { visibility: string }[] };
  expect(catalogue.role).toBe('public');
  expect(catalogue.facts.filter(({ visibility }) => visibility !== 'public')).toEqual([]);
});
