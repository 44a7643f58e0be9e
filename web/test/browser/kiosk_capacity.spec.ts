import type { Route } from '@playwright/test';
import { expect, test, touchLanguage, touchPlace, touchResults } from './kiosk';

const words = 'Full (said 21:10, until 23:00)';

test('a card and a place’s own page say what is said of its beds, and nothing once that has expired', async ({ page }) => {
  let until = Date.now() + 3_600_000;
  const capacity = () => ({ beds: 0, said_at: new Date().toISOString(), until: new Date(until).toISOString(), text: words });
  const add = async (route: Route) => {
    const response = await route.fetch();
    const answer = (await response.json()) as { results?: object[] };
    await route.fulfill({ response, json: answer.results === undefined ? { ...answer, capacity: capacity() } : { ...answer, results: answer.results.map((result) => ({ ...result, capacity: capacity() })) } });
  };
  const route = async () => {
    for (const path of ['search', 'service']) await page.route(`**/api/v1/${path}`, add);
  };
  await route();
  await touchLanguage(page);
  await touchResults(page);
  await expect(page.locator('.card').first()).toContainText(words);
  await touchPlace(page);
  await expect(page.locator('.place-lines')).toContainText(words);

  // What else the page has asked for meanwhile is let go with it.
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  until = Date.now() - 1000;
  await route();
  await touchLanguage(page);
  await touchResults(page);
  await expect(page.locator('.card').first()).not.toContainText(words);
  await page.unrouteAll({ behavior: 'ignoreErrors' });
});
