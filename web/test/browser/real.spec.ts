import { AxeBuilder } from '@axe-core/playwright';
import { answerHeading, ask, expect, leaveButton, needField, neutral, open, overflow, test, toTop } from './desk';

/** What holds for any directory: run with PORCHLIGHT_URL against a searchd. No text of an answer is known here. */

test('a need in a few words gets an answer with its reasons, and a service its page', async ({ page }) => {
  await open(page);
  await ask(page, 'a bed tonight');
  await expect(answerHeading(page)).toBeVisible();
  await expect(page.getByRole('list', { name: 'Understood as' })).toBeVisible();
  const first = page.locator('.card').first();
  await expect(first).toBeVisible();
  await expect(first.locator('.open-line').first()).not.toBeEmpty();

  const name = (await first.locator('.card-open').textContent()) ?? '';
  await first.locator('.card-open').click();
  await expect(page.getByRole('heading', { name, exact: true })).toBeFocused();
  await expect(page.locator('.service-sections')).toBeVisible();
  await page.getByRole('button', { name: 'Back to the answer' }).click();
  await expect(first.locator('.card-open')).toBeFocused();
});

test('a must-have is asked of every result', async ({ page }) => {
  await open(page);
  await page.locator('.welcome .toggle').first().click();
  await expect(answerHeading(page)).toBeVisible();
  await expect(page.locator('#answer')).not.toContainText('Fits what you asked');
  await page.getByRole('button', { name: 'What matters about the place' }).click();
  await page.locator('.must-haves .fold .fold-button').nth(1).click();
  await page.locator('.strength[data-strength="required"]').first().click();
  await expect(page.locator('.class-section, .empty').first()).toBeVisible();
  await expect(page.locator('.answer-lead')).toHaveCount(0);
  for (const asks of await page.locator('.card .asks').all()) {
    expect(await asks.locator('.ask-question').count()).toBeLessThanOrEqual(3);
  }
});

test('suggestions come while typing, and a picked need becomes a chip', async ({ page }) => {
  await open(page);
  await needField(page).pressSequentially('food');
  await page.locator('.picker-item').first().click();
  await expect(page.locator('.question .chip').first()).toBeVisible();
});

test('axe finds nothing on an answer and on a service’s page at 320 px', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 568 });
  const violations = async () => (await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']).analyze()).violations;
  await open(page);
  await ask(page, 'help with papers');
  await expect(page.locator('.card').first()).toBeVisible();
  await toTop(page);
  expect(await violations()).toEqual([]);
  expect(await overflow(page)).toBe(0);
  await page.locator('.card-open').first().click();
  await expect(page.locator('.service-sections')).toBeVisible();
  await toTop(page);
  expect(await violations()).toEqual([]);
  expect(await overflow(page)).toBe(0);
});

test('the page leaves, and Back brings nothing of it', async ({ page }) => {
  await page.goto('about:blank');
  await open(page);
  await ask(page, 'canary-need');
  await expect(answerHeading(page)).toBeVisible();
  await leaveButton(page).click();
  await page.waitForURL(neutral);
  await page.goBack();
  expect(page.url()).toBe('about:blank');
});
