import { expect, test as base, type BrowserContext, type Locator, type Page } from '@playwright/test';

export const neutral = 'https://www.weather.gc.ca/';

interface Traces {
  urls: string[];
  /** Our own server. */
  own: string;
  /** What the browser complained of: errors, and breaches of the content security policy. */
  complaints: string[];
  /** Failed answers complain in the console; a test that provokes them says so. */
  failuresExpected: boolean;
}

/**
 * Every test of the page also holds it to the exit contract: one address, requests to our own server only,
 * nothing stored, and nothing that the security policy had to stop.
 */
export const test = base.extend<{ traces: Traces; home: string }>({
  /** The page's one address. */
  home: ['/', { option: true }],
  traces: [
    async ({ page, context, baseURL, home }, use) => {
      const traces: Traces = { urls: [], own: new URL(baseURL ?? '').origin, complaints: [], failuresExpected: false };
      await context.route(`${neutral}**`, (route) => route.fulfill({ contentType: 'text/html', body: '<title>Weather</title>Weather' }));
      page.on('request', (request) => traces.urls.push(request.url()));
      page.on('pageerror', (error) => traces.complaints.push(error.message));
      page.on('console', (message) => {
        if (message.type() !== 'error' && message.type() !== 'warning') return;
        // Of software that draws in place of a graphics card.
        if (message.text().includes('GPU stall due to ReadPixels')) return;
        if (traces.failuresExpected && message.text().startsWith('Failed to load resource')) return;
        traces.complaints.push(message.text());
      });
      await use(traces);
      expect(traces.complaints).toEqual([]);
      const { own } = traces;
      for (const url of traces.urls) expect([own, new URL(neutral).origin]).toContain(new URL(url).origin);
      if (new URL(page.url()).origin === own) {
        expect(page.url()).toBe(`${own}${home}`);
        await expectNothingStored(page, context);
      }
    },
    { auto: true },
  ],
});

export { expect };

export async function expectNothingStored(page: Page, context: BrowserContext): Promise<void> {
  const stored = await page.evaluate(async () => ({
    local: localStorage.length,
    session: sessionStorage.length,
    databases: (await indexedDB.databases()).length,
    // Only a secure context has the other two; 127.0.0.1 is one.
    caches: (await caches.keys()).length,
    workers: (await navigator.serviceWorker.getRegistrations()).length,
  }));
  expect(stored).toEqual({ local: 0, session: 0, databases: 0, caches: 0, workers: 0 });
  expect(await context.cookies()).toEqual([]);
}

export const needField = (page: Page) => page.getByRole('combobox', { name: /What is needed|De quoi a-t-on besoin/ });
export const answerHeading = (page: Page) => page.locator('#answer-heading');
export const leaveButton = (page: Page) => page.getByRole('button', { name: /^(Leave this page|Quitter cette page)$/ });

export async function open(page: Page, language: 'en' | 'fr' = 'en'): Promise<void> {
  await page.goto('/');
  await expect(page.locator('.class-key')).toBeVisible();
  await expect(page.locator('.welcome .toggle').first()).toBeVisible();
  if (language === 'fr') await page.getByRole('button', { name: 'Français' }).click();
}

/** Asks with a text and Return. */
export async function ask(page: Page, words: string): Promise<void> {
  await needField(page).fill(words);
  await needField(page).press('Enter');
}

/** A question about the places too, so that the answer has all four classes. */
export async function askForTonight(page: Page): Promise<void> {
  await ask(page, 'a bed');
  await expect(answerHeading(page)).toBeVisible();
  await page.getByText(/^(Tonight|Ce soir)$/).click();
  await expect(page.locator('[data-class="ask"] .card').first()).toBeVisible();
}

/** Presses Tab until this has the focus, as someone without a mouse would. */
export async function tabTo(page: Page, target: Locator, atMost = 80): Promise<void> {
  for (let presses = 0; presses < atMost; presses++) {
    if (await target.evaluate((element) => element === document.activeElement || element.contains(document.activeElement))) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Not reached with ${atMost} presses of Tab: ${target.toString()}`);
}

/** Scrolls to the top: elsewhere the bar that stays in sight may cover half a button, which axe takes for a small one. */
export function toTop(page: Page): Promise<void> {
  return page.evaluate(() => {
    window.scrollTo({ top: 0, behavior: 'instant' });
  });
}

/** How far the page can be scrolled sideways; 0 where everything fits. */
export function overflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}
