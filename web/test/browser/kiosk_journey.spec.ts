import { bar, expect, finish, languages, test, tested, touchLanguage, touchPlace, touchResults, touchYes, type Tag } from './kiosk';

for (const tag of tested) {
  test(`from the first touch to a number in the hand without a key, in ${languages[tag]}`, async ({ page }) => {
    await page.addInitScript(() => {
      document.addEventListener('keydown', () => {
        throw new Error('A key was pressed.');
      });
    });
    await touchLanguage(page, tag);
    await expect(page.locator('html')).toHaveAttribute('lang', tag);
    await expect(page.locator('html')).toHaveAttribute('dir', tag === 'ar' ? 'rtl' : 'ltr');
    await touchResults(page);
    await touchPlace(page);
    await touchYes(page);
    await page.locator('.tiles-take .tile').nth(1).click();
    await expect(page.locator('.large-number')).toHaveText(/^[\d-]+$/);
    await finish(page).click();
    await expect(page.locator('.attract')).toBeVisible();
  });
}

test('three touches lead to every need, and none of them is a key', async ({ page }) => {
  await touchLanguage(page);
  const groups = page.locator('.tiles-first .tile, .tiles-first + .tiles .tile');
  await expect(groups).toHaveCount(17);
  let needs = 0;
  for (let index = 0; index < 17; index++) {
    await groups.nth(index).click();
    await expect(page.locator('.tiles-first')).toHaveCount(0);
    needs += (await page.locator('main > .tiles .tile').count()) - 1;
    await bar(page).getByRole('button', { name: 'Back' }).click();
    await expect(groups).toHaveCount(17);
  }
  // All but the 17 groups themselves, which "all of these" asks for.
  expect(needs).toBe(180 - 17);
});

test('nothing is asked before results, and no field stands on the way', async ({ page }) => {
  await touchLanguage(page);
  expect(await page.locator('input, select, textarea').count()).toBe(0);
  await touchResults(page);
  expect(await page.locator('input, select, textarea').count()).toBe(0);
});

test('a new language keeps the page and what was chosen, and the server isn’t asked for its words', async ({ page }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await touchLanguage(page);
  // What "show something else" needs is fetched at the start, in every language.
  await expect.poll(() => asked.filter((path) => path === '/api/v1/search').length).toBe(2 * 10);
  await page.getByRole('button', { name: 'Tonight' }).click();
  asked.length = 0;
  await bar(page).getByRole('button', { name: 'Language' }).click();
  await page.locator('.tile-language', { hasText: languages.ar }).click();
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
  await expect(page.locator('.tiles-first .tile')).toHaveCount(4);
  await expect(page.locator('[aria-pressed="true"]')).toHaveCount(1);
  expect(asked.filter((path) => path !== '/healthz')).toEqual([]);
});

test('the question comes before anything is handed over, and "no" goes back', async ({ page }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await touchLanguage(page);
  await touchResults(page);
  await touchPlace(page);
  await page.locator('.place-touch .control-main').click();
  await expect(page.getByRole('heading', { name: 'Is it all right for you to have this with you?' })).toBeFocused();
  await page.getByRole('button', { name: 'No, not now' }).click();
  await expect(page.locator('.place-parts')).toBeVisible();
  expect(asked.filter((path) => /check-in|hand-over/.test(path))).toEqual([]);
});

test('what is being said in a language nobody has read yet is marked so', async ({ page }) => {
  for (const tag of ['en', 'uk'] as Tag[]) {
    await touchLanguage(page, tag);
    await expect(page.locator('.unreviewed')).toHaveCount(tag === 'en' ? 0 : 1);
  }
});

test('what a place says of itself and nobody checked is said together with that', async ({ page }) => {
  await touchLanguage(page);
  await touchResults(page);
  await touchPlace(page);
  const unknown = page.locator('.place-part', { has: page.getByRole('heading', { name: 'What isn’t known' }) });
  await expect(unknown).toContainText('Not known whether people can smudge there. Not checked');
});
