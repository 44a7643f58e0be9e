import { expect, test, touchLanguage } from './kiosk';
import { tabTo } from './desk';

/** A keyboard, a switch or a screen reader instead of a finger; and letters by finger instead of tiles. */

test('from the first screen to a number by keyboard alone, with the heading of each new page in focus', async ({ page }) => {
  await page.goto('/kiosk');
  const press = async (name: string | RegExp) => {
    await tabTo(page, page.getByRole('button', { name, exact: true }).first());
    await page.keyboard.press('Enter');
  };
  const heading = (name: string | RegExp) => expect(page.getByRole('heading', { level: 1, name })).toBeFocused();
  await press('English');
  await heading('What do you need?');
  await press('Food');
  await heading('Food');
  await press('A meal today');
  await heading('A meal today');
  await expect(page.locator('.card').first()).toBeVisible();
  await press('See more Elm Street Night House');
  await heading('Elm Street Night House');
  await press('Take this with me');
  await press('Yes, it’s all right');
  await heading('How do you want to take it?');
  await press('Number only');
  await expect(page.locator('.large-number')).toBeVisible();
  await press('Finish and clear');
  await expect(page.locator('.attract')).toBeVisible();
});

test('the first key leads past everything to the page itself', async ({ page }) => {
  await touchLanguage(page);
  await page.keyboard.press('Shift+Tab');
  await expect(page.locator('.skip')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.locator('main')).toBeFocused();
});

for (const [tag, letter] of [['ar', 'ب'], ['uk', 'ї'], ['pa', 'ਪ'], ['es', 'ñ'], ['fr', 'ù'], ['zh-Hans', 'a'], ['tl', 'a']] as const) {
  test(`the keyboard has the letters of ${tag}, and neither suggests nor enlarges`, async ({ page }) => {
    await touchLanguage(page, tag);
    await page.locator('.tiles-small .tile').last().click();
    await page.locator('.key', { hasText: new RegExp(`^${letter}$`) }).first().click();
    await expect(page.locator('.write-field')).toHaveValue(letter);
    await expect(page.getByRole('listbox')).toHaveCount(0);
    await page.locator('.keys').last().locator('.key').nth(2).click();
    await expect(page.locator('.write-field')).toHaveValue('');
  });
}

test('wishes beside the need go with the search, and come off again', async ({ page }) => {
  const asked: Record<string, unknown>[] = [];
  page.on('request', (request) => {
    if (request.url().endsWith('/api/v1/search')) asked.push(request.postDataJSON() as Record<string, unknown>);
  });
  await touchLanguage(page);
  const wishes = page.locator('.wish-tiles');
  await wishes.getByRole('button', { name: 'Near here' }).click();
  await wishes.getByRole('button', { name: 'Someone who speaks …' }).click();
  await page.getByRole('button', { name: /ᓀᐦᐃᔭᐍᐏᐣ|Nêhiyawêwin/ }).first().click();
  await wishes.getByRole('button', { name: 'My age' }).click();
  await page.getByRole('button', { name: '16 to 17' }).click();
  await wishes.getByRole('button', { name: 'My culture' }).click();
  await page.getByRole('button', { name: 'Elder or knowledge keeper' }).click();
  await page.getByRole('button', { name: 'Done' }).click();
  await page.locator('.tiles-first .tile').first().click();
  await page.getByRole('button', { name: 'A meal today' }).click();
  await expect(page.locator('.card').first()).toBeVisible();
  const mine = () => asked.findLast(({ needs }) => String(needs) === 'food.meal');
  expect(mine()).toMatchObject({
    needs: ['food.meal'],
    order: 'nearest',
    languages: [{ code: 'cr', strength: 'preferred' }],
    participant: { age: 16 },
    constraints: [{ fact: 'elder', want: 'yes', strength: 'preferred' }],
  });
  await page.getByRole('button', { name: 'Take off: Age 16 to 17' }).click();
  await expect.poll(() => mine()).not.toHaveProperty('participant');
});
