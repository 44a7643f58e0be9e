import { answerHeading, ask, expect, needField, open, test } from './desk';

test('while an answer is on its way its place is kept and said', async ({ page }) => {
  await open(page);
  await ask(page, 'slowly');
  await expect(page.locator('.skeleton').first()).toBeVisible();
  await expect(page.getByRole('status').filter({ hasText: 'Looking' })).toHaveCount(1);
  await expect(answerHeading(page)).toBeVisible({ timeout: 5000 });
});

test('nothing found offers ways to bring places back', async ({ page }) => {
  await open(page);
  await page.getByText('Tonight', { exact: true }).click();
  await ask(page, 'nothing-here');
  await expect(answerHeading(page)).toHaveText('No place found for this');
  await page.getByRole('button', { name: 'Look at any time' }).click();
  await expect(page.getByRole('radio', { name: 'Any time' })).toBeChecked();
});

test('without a connection the last answer stays, with its minute', async ({ page, context, traces }) => {
  traces.failuresExpected = true;
  await open(page);
  await ask(page, 'a bed');
  await expect(page.locator('.card').first()).toBeVisible();
  await context.setOffline(true);
  await ask(page, 'a meal');
  await expect(page.getByRole('alert')).toContainText('No connection to the directory');
  await expect(page.getByRole('alert')).toContainText(/Below is the answer of \d\d:\d\d/);
  await expect(page.locator('.card').first()).toBeVisible();
  await context.setOffline(false);
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('alert')).toHaveCount(0);
});

for (const [words, title] of [
  ['not-ready', 'The directory isn’t ready yet'],
  ['server-error', 'Something went wrong on our side'],
] as const) {
  test(`"${title}" says so and keeps the question`, async ({ page, traces }) => {
    traces.failuresExpected = true;
    await open(page);
    await ask(page, words);
    await expect(page.getByRole('alert')).toContainText(title);
    await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible();
    await expect(needField(page)).toHaveValue(words);
  });
}

test('an answer that stopped early says so above its places', async ({ page }) => {
  await open(page);
  await ask(page, 'unfinished');
  await expect(page.getByText('The search stopped early.')).toBeVisible();
  await expect(page.locator('.card').first()).toBeVisible();
});

test('a copy of the directory that lags says how old it is above its places', async ({ page }) => {
  await open(page);
  await ask(page, 'lagging');
  await expect(page.getByText('What changed in the last 12 min may not be in this list.')).toBeVisible();
  await expect(page.locator('.card').first()).toBeVisible();
});

test('a place that the directory does not know is said at its field', async ({ page, traces }) => {
  traces.failuresExpected = true;
  await open(page);
  const place = page.getByRole('combobox', { name: 'Near where?' });
  await place.fill('Nowhereville');
  await place.press('Enter');
  await ask(page, 'a bed');
  await expect(place).toHaveAccessibleDescription(/We don’t know this place/);
});

test('a withdrawn service says that it is no longer offered', async ({ page }) => {
  await open(page);
  await ask(page, 'a bed');
  await page.getByRole('button', { name: 'Show more' }).click();
  await page.getByRole('button', { name: 'Station Hostel' }).click();
  await expect(page.getByText('This service is no longer offered.')).toBeVisible();
});

test('a service with hardly anything recorded says what isn’t recorded', async ({ page }) => {
  await open(page);
  await ask(page, 'a bed');
  await page.getByRole('button', { name: 'Show more' }).click();
  await page.getByRole('button', { name: 'Cedar Rooms' }).click();
  await expect(page.getByText('Hours aren’t recorded. Ring before you go.')).toBeVisible();
  await expect(page.getByText('The address isn’t published.')).toBeVisible();
  await expect(page.getByText('No phone number listed')).toBeVisible();
});

test('after a restart of the server, more asks the same question again', async ({ page, traces }) => {
  traces.failuresExpected = true;
  await open(page);
  await ask(page, 'restarted');
  await page.getByRole('button', { name: 'Show more' }).click();
  await expect(page.getByRole('button', { name: 'Show more' })).toBeVisible();
  await expect(page.locator('.card')).toHaveCount(4);
  await expect(page.getByRole('alert')).toHaveCount(0);
});
