import { gzipSync } from 'node:zlib';
import { expect, test, touchLanguage, touchResults } from './kiosk';

/** The server behind the page: what is fetched of it, and what stands there when it is gone. */

test('what a kiosk loads at start is under 350 KB, compressed', async ({ page }) => {
  const files = new Map<string, number>();
  page.on('response', (response) => {
    const { pathname } = new URL(response.url());
    if (pathname !== '/kiosk' && !/\.(js|css|woff2|svg)$/.test(pathname)) return;
    void response.body().then((body) => files.set(pathname, pathname.endsWith('.woff2') ? body.length : gzipSync(body).length));
  });
  await page.goto('/kiosk');
  await page.evaluate(() => document.fonts.ready.then(() => true));
  await expect.poll(() => [...files.keys()].filter((path) => path.endsWith('.js')).length).toBeGreaterThanOrEqual(2);
  await expect.poll(() => [...files.keys()].some((path) => path.endsWith('.css'))).toBe(true);
  const total = [...files.values()].reduce((sum, size) => sum + size, 0);
  expect(total).toBeGreaterThan(50_000);
  expect(total).toBeLessThan(350_000);
});

test('without the server the numbers to call are there within two seconds, and the page comes back by itself as it was', async ({ page, traces }) => {
  traces.failuresExpected = true;
  await touchLanguage(page);
  await touchResults(page);
  await page.route('**/healthz', (route) => route.abort());
  const start = Date.now();
  await expect(page.getByRole('heading', { name: 'The directory isn’t answering right now.' })).toBeVisible({ timeout: 10_000 });
  expect(Date.now() - start).toBeLessThan(process.env['CI'] === undefined ? 4000 : 2500);
  await expect(page.locator('.kiosk-gone .line-number').first()).toBeVisible();
  await expect(page.locator('.card', { hasText: 'See more' }).first()).toBeHidden();
  await page.unroute('**/healthz');
  await expect(page.getByRole('heading', { name: 'A meal today' })).toBeVisible();
  await expect(page.locator('.card').first()).toBeVisible();
});

test('a server that comes late is waited for', async ({ page, traces }) => {
  traces.failuresExpected = true;
  await page.route('**/api/v1/catalogue', (route) => route.abort());
  await page.goto('/kiosk');
  await expect(page.locator('.tile-language').first()).toBeVisible();
  await page.unroute('**/api/v1/catalogue');
  await page.locator('.tile-language').first().click();
  await expect(page.locator('.tiles-first .tile')).toHaveCount(4);
});

test.describe('read aloud', () => {
  test('isn’t offered where nothing can say it', async ({ page }) => {
    await touchLanguage(page);
    await expect(page.getByRole('button', { name: 'Read aloud' })).toHaveCount(0);
  });

  test('starts at a touch, at a low volume, with a voice of this device only, and stops with the visit', async ({ page }) => {
    await page.addInitScript(() => {
      const said: { volume: number; text: string }[] = [];
      const far = { lang: 'en-US', localService: false, name: 'Far' };
      const near = { lang: 'en-CA', localService: true, name: 'Near' };
      class Utterance extends EventTarget {
        voice: unknown = null;
        volume = 1;
        lang = '';
        constructor(readonly text: string) {
          super();
        }
      }
      const speech = Object.assign(new EventTarget(), {
        getVoices: () => [far, near],
        speak: (utterance: Utterance) => {
          if (utterance.voice !== near) throw new Error('Not the voice of this device');
          said.push({ volume: utterance.volume, text: utterance.text });
        },
        cancel: () => said.push({ volume: 0, text: 'stopped' }),
      });
      Object.assign(window, { said });
      Object.defineProperty(window, 'speechSynthesis', { value: speech });
      Object.defineProperty(window, 'SpeechSynthesisUtterance', { value: Utterance });
    });
    const said = () => page.evaluate(() => (window as unknown as { said: { volume: number; text: string }[] }).said);
    await touchLanguage(page);
    expect((await said()).filter(({ text }) => text !== 'stopped')).toEqual([]);
    await page.getByRole('button', { name: 'Read aloud' }).click();
    await expect.poll(async () => (await said()).at(-1)).toEqual({ volume: 0.4, text: 'What do you need?' });
    await page.getByRole('button', { name: 'Finish and clear' }).click();
    expect((await said()).at(-1)?.text).toBe('stopped');
  });
});
