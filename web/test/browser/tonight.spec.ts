import type { Page } from '@playwright/test';
import { expect, open, overflow, test } from './desk';

const phone = { width: 320, height: 568 };

/** Counts every touch on the page, in the page itself. */
async function countTouches(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    document.addEventListener('pointerdown', () => {
      document.body.dataset['touches'] = String(Number(document.body.dataset['touches'] ?? 0) + 1);
    }, true);
  });
  return () => page.evaluate(() => Number(document.body.dataset['touches'] ?? 0));
}

test.describe('on a phone', () => {
  test.use({ viewport: phone, hasTouch: true, isMobile: true });

  for (const language of ['en', 'fr'] as const) {
    test(`three touches lead to the first number to ring, on one screen (${language})`, async ({ page }) => {
      await open(page, language);
      const touches = await countTouches(page);
      await page.getByRole('button', { name: /^(Tonight|Ce soir)$/ }).tap();
      // The place has the keyboard already: typing takes no touch of its own.
      await page.keyboard.type('Winni');
      // After a touch the list is there unseen for half a second: the keyboard of a phone comes up meanwhile.
      await expect(page.locator('.picker-popover')).toHaveCSS('opacity', '1');
      await page.getByRole('option', { name: 'Winnipeg, MB' }).tap();
      await page.locator('.tonight-need').first().tap();
      const number = page.locator('.call .phone-number').first();
      await expect(number).toBeInViewport({ ratio: 1 });
      await expect(number).toHaveAttribute('href', 'tel:2045550101');
      expect(await touches()).toBeLessThanOrEqual(3);
      expect(await overflow(page)).toBe(0);
      await expect(page.locator('.call')).toHaveCount(3);
    });
  }

  test('all that is offered first is on the first screen', async ({ page }) => {
    await open(page);
    await expect(page.getByRole('button', { name: 'Tonight', exact: true })).toBeInViewport({ ratio: 1 });
    await page.getByRole('button', { name: 'Tonight', exact: true }).tap();
    for (const need of await page.locator('.tonight-need').all()) await expect(need).toBeInViewport({ ratio: 1 });
  });

  test('without a place two touches are enough', async ({ page }) => {
    await open(page);
    await page.getByRole('button', { name: 'Tonight', exact: true }).tap();
    await page.locator('.tonight-need').first().tap();
    await expect(page.locator('.call .phone-number').first()).toBeInViewport({ ratio: 1 });
  });
});

async function tonight(page: Page): Promise<void> {
  await open(page);
  await page.getByRole('button', { name: 'Tonight', exact: true }).first().click();
  await page.locator('.tonight-need').first().click();
  await expect(page.locator('.call').first()).toBeVisible();
}

test('a call that was full moves on to the next, and can be taken back', async ({ page }) => {
  await tonight(page);
  const names = page.locator('.call-name');
  await expect(names.first()).toHaveText('Elm Street Night House');
  await page.getByRole('group', { name: 'How the call to Elm Street Night House went' }).getByRole('button', { name: 'Full' }).click();
  await expect(names.first()).not.toHaveText('Elm Street Night House');
  await expect(names).toHaveCount(3);
  await expect(page.getByRole('list', { name: 'Rung or passed over' })).toContainText('Elm Street Night House: Full');
  await page.getByRole('button', { name: 'Put back Elm Street Night House' }).click();
  await expect(names.first()).toHaveText('Elm Street Night House');
});

test('one that answered stays, with the questions to put', async ({ page }) => {
  await tonight(page);
  const call = page.locator('.call').filter({ hasText: 'Maison du Phare' });
  await call.getByRole('button', { name: 'Answered' }).click();
  await expect(call).toContainText('Until when can someone come tonight?');
  await expect(page.locator('.call')).toHaveCount(3);
});

test('what is said further narrows the list in place', async ({ page }) => {
  await tonight(page);
  await page.getByRole('button', { name: 'Elm Street Night House' }).click();
  await page.getByRole('button', { name: 'Keep away from Riverbend Night Houses' }).click();
  await expect(page.locator('.call-name').first()).not.toHaveText('Elm Street Night House');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.locator('.call-name').first()).toHaveText('Elm Street Night House');
});

test('starting over leaves no mark of a call', async ({ page }) => {
  await tonight(page);
  await page.locator('.call').first().getByRole('button', { name: 'No', exact: true }).click();
  await page.getByRole('button', { name: 'Start over' }).click();
  await expect(page.locator('.tonight')).toHaveCount(0);
  await page.getByRole('button', { name: 'Tonight', exact: true }).first().click();
  await page.locator('.tonight-need').first().click();
  await expect(page.locator('.call-name').first()).toHaveText('Elm Street Night House');
  await expect(page.locator('.calls-aside')).toHaveCount(0);
});

test('without signal the list stays, marked with its minute, and that is said once', async ({ page, context, traces }) => {
  traces.failuresExpected = true;
  await tonight(page);
  await context.setOffline(true);
  await page.locator('.when-field .segment').filter({ hasText: 'Any time' }).click();
  await expect(page.getByRole('alert')).toHaveCount(1);
  await expect(page.locator('.tonight').getByRole('alert')).toContainText(/Below is the answer of \d\d:\d\d/);
  await expect(page.locator('.call')).toHaveCount(3);
  await context.setOffline(false);
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('the keys of the desk do what their buttons do', async ({ page }) => {
  await open(page);
  await page.keyboard.press('F2');
  await expect(page.getByRole('combobox', { name: 'Near where?' }).first()).toBeFocused();
  await page.locator('.tonight-need').first().click();
  await expect(page.locator('.call').first()).toBeVisible();
  await page.keyboard.press('F4');
  await expect(page.getByRole('combobox', { name: 'What is needed?' })).toBeFocused();
  await page.keyboard.press('F9');
  await expect(page.getByRole('list', { name: 'Needs chosen' })).toHaveCount(0);
});
