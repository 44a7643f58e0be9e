import type { Page } from '@playwright/test';
import { answerHeading, ask, askForTonight, expect, open, overflow, test } from './desk';

const chosen = (page: Page) => page.getByRole('list', { name: 'What matters about the place' });
const openWishes = (page: Page) => page.getByRole('button', { name: 'What matters about the place' }).click();

test('a preset is a list in sight: nothing is set before it is pressed, and each line can be changed', async ({ page }) => {
  await open(page);
  await openWishes(page);
  await page.getByRole('button', { name: 'No questions asked' }).click();
  await expect(chosen(page)).toHaveCount(0);
  await page.getByRole('button', { name: 'Set this list' }).click();
  await expect(chosen(page).getByRole('listitem')).toHaveCount(5);
  await expect(chosen(page)).toContainText('No ID asked');
  // One line weaker, one taken off.
  await page.locator('.presets').getByRole('button', { name: 'Would like: No ID asked' }).click();
  await chosen(page).getByRole('button', { name: /No need to say what happened/ }).click();
  await expect(chosen(page).getByRole('listitem')).toHaveCount(4);
  await expect(page.locator('.presets')).toContainText('4 of 5 set');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(chosen(page).getByRole('listitem')).toHaveCount(5);
});

test('"must, or we don’t mention it" is set in the safety plan only', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 568 });
  await open(page);
  await openWishes(page);
  await expect(page.getByRole('button', { name: /^Must, or we don’t mention it/ })).toHaveCount(0);
  await page.getByRole('button', { name: 'Safety plan' }).click();
  const plan = page.locator('.safety-plan');
  await plan.getByRole('searchbox').fill('no id');
  await plan.getByRole('button', { name: 'Must, or we don’t mention it: No ID asked' }).click();
  await expect(page.getByRole('list', { name: 'Safety plan' })).toContainText('No ID asked');
  await expect(chosen(page)).toHaveCount(0);
  expect(await overflow(page)).toBe(0);
  // The stand-in refuses what the contract doesn't have: an answer means that it was sent rightly.
  await page.getByRole('button', { name: 'Find places' }).click();
  await expect(answerHeading(page)).toBeVisible();
  // And loosening it is offered nowhere.
  await expect(page.getByRole('region', { name: 'What each must costs' })).toContainText('This one isn’t loosened from here.');
  await expect(page.locator('.costs-loosen')).toHaveCount(0);
});

test('what a must costs is said, and loosening it is one press of the person’s', async ({ page }) => {
  await open(page);
  await ask(page, 'a bed');
  await openWishes(page);
  await page.getByRole('searchbox', { name: 'Find one' }).first().fill('no id');
  await page.getByRole('button', { name: 'Must: No ID asked' }).first().click();
  const costs = page.getByRole('region', { name: 'What each must costs' });
  await expect(costs).toContainText('1 doesn’t fit · 2 to ring first');
  await costs.getByRole('button', { name: /Make it “would like”: 3 places come back/ }).click();
  await expect(chosen(page)).toContainText('Would like');
  await expect(costs).toHaveCount(0);
});

test('what they told us on the phone counts for this page, and can be taken back', async ({ page }) => {
  await open(page);
  await ask(page, 'a bed');
  await openWishes(page);
  await page.getByRole('searchbox', { name: 'Find one' }).first().fill('no id');
  await page.getByRole('button', { name: 'Must: No ID asked' }).first().click();
  await expect(answerHeading(page)).toHaveText('2 places fit, 2 to ring first');
  const card = page.locator('.card').filter({ hasText: 'Maison du Phare' });
  await card.getByRole('button', { name: 'They told us on the phone' }).click();
  await card.getByRole('button', { name: 'They say they don’t ask for ID.' }).or(card.getByRole('button', { name: /don't ask for ID/ })).click();
  await expect(answerHeading(page)).toHaveText('3 places fit, 1 to ring first');
  await expect(card).toHaveAttribute('data-class', 'meets');
  await expect(card).toContainText('Told on the phone today.');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(answerHeading(page)).toHaveText('2 places fit, 2 to ring first');
});

test('any service can be looked up by name and held against the question', async ({ page }) => {
  await open(page);
  await askForTonight(page);
  await page.getByRole('button', { name: 'Why this one, why not that one?' }).click();
  await page.getByRole('combobox', { name: 'Name of the service' }).pressSequentially('Cedar');
  await page.getByRole('option', { name: /Cedar Rooms/ }).click();
  const explained = page.locator('.explained');
  await expect(explained).toContainText('Not until we’ve checked');
  await expect(explained).toContainText('Where exactly it is isn’t published');
});

test('the screen turned to the person has no numbers, and says what isn’t shown if they ask', async ({ page }) => {
  await open(page);
  await askForTonight(page);
  await page.keyboard.press('F8');
  await expect(page.getByRole('heading', { name: 'What we found together' })).toBeFocused();
  await expect(page.getByRole('heading', { name: 'Elm Street Night House' })).toBeVisible();
  const screen = page.locator('.participant');
  await expect(screen).not.toContainText('204-555');
  await expect(screen).not.toContainText('Dana');
  await expect(screen).not.toContainText('Cedar Rooms');
  await page.getByRole('button', { name: 'Are there places that aren’t shown to me?' }).click();
  await expect(screen).toContainText('1 place needs a call first');
  await expect(screen).toContainText('we can’t tell whether it is in the area to keep away from');
  await expect(screen).toContainText('1 place doesn’t fit what you asked');
  await expect(screen).toContainText('7 ask for ID');
  await expect(screen).not.toContainText('Cedar Rooms');
  await page.getByRole('button', { name: 'Back to the worker’s desk' }).click();
  await expect(answerHeading(page)).toBeVisible();
});

test('where nothing is held back, who asks hears so, unless there is more than the list shows', async ({ page }) => {
  await open(page);
  await ask(page, 'a bed');
  await expect(page.locator('.card').first()).toBeVisible();
  await page.getByRole('button', { name: 'Turn the screen to the person' }).click();
  await page.getByRole('button', { name: 'Are there places that aren’t shown to me?' }).click();
  await expect(page.locator('.not-shown')).toContainText('There are more places than are listed here.');
  await page.getByRole('button', { name: 'Back to the worker’s desk' }).click();
  await page.getByRole('button', { name: 'Show more' }).click();
  await expect(page.locator('.card')).toHaveCount(6);
  await page.getByRole('button', { name: 'Turn the screen to the person' }).click();
  await page.getByRole('button', { name: 'Are there places that aren’t shown to me?' }).click();
  await expect(page.locator('.not-shown')).toContainText('No. Every place that was found is shown.');
});

test('on the screen turned to the person nothing appears because of what was typed', async ({ page }) => {
  await open(page);
  await ask(page, 'a bed, he is hurting me');
  await expect(page.getByRole('region', { name: 'If there is danger now' })).toBeVisible();
  await page.getByRole('button', { name: 'Turn the screen to the person' }).click();
  await expect(page.getByRole('region', { name: 'If there is danger now' })).toHaveCount(0);
  await expect(page.getByRole('region', { name: 'Crisis lines' })).toBeVisible();
});
