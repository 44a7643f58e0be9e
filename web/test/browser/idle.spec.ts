import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { answerHeading, ask, expect, leaveButton, needField, open, test } from './desk';

const minutes = (count: number) => count * 60_000;

async function asked(page: Page): Promise<void> {
  await page.clock.install({ time: new Date('2026-11-24T21:00:00-06:00') });
  await open(page);
  await ask(page, 'canary bed');
  await expect(page.locator('.card').first()).toBeVisible();
}

test('after 15 minutes without use the page hides itself, and one press brings it back', async ({ page }) => {
  await asked(page);
  await page.clock.fastForward(minutes(14));
  await expect(page.locator('.card').first()).toBeVisible();
  await page.clock.fastForward(minutes(1.2));
  await expect(page.getByRole('heading', { name: 'This page hid itself' })).toBeVisible();
  await expect(page.locator('.card').first()).toBeHidden();
  await expect(needField(page)).toBeHidden();
  await expect(page.getByText(/until \d\d:4\d/)).toBeVisible();
  // The way out and the crisis lines stay.
  await expect(leaveButton(page)).toBeVisible();
  await expect(page.getByRole('region', { name: 'Crisis lines' })).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations).toEqual([]);
  // A key of the desk does nothing while it isn't seen.
  await page.keyboard.press('F8');
  await page.clock.fastForward(minutes(28));
  await page.getByRole('button', { name: 'Show it again' }).click();
  await expect(page.locator('.card').first()).toBeVisible();
  await expect(needField(page)).toHaveValue('canary bed');
});

test('30 minutes later it is wiped', async ({ page }) => {
  await asked(page);
  await page.clock.fastForward(minutes(16));
  await expect(page.getByRole('heading', { name: 'This page hid itself' })).toBeVisible();
  await page.clock.fastForward(minutes(30));
  await expect(page.locator('.welcome')).toBeVisible();
  await expect(needField(page)).toHaveValue('');
  expect(await page.content()).not.toContain('canary');
});

test('a device that slept through it all wakes to an empty page, whatever is touched first', async ({ page }) => {
  await asked(page);
  await page.clock.setSystemTime(new Date('2026-11-24T23:00:00-06:00'));
  await page.keyboard.press('a');
  await expect(page.locator('.welcome')).toBeVisible();
  expect(await page.content()).not.toContain('canary');
});

test('use keeps it', async ({ page }) => {
  await asked(page);
  for (let round = 0; round < 3; round++) {
    await page.clock.fastForward(minutes(10));
    await page.keyboard.press('Control');
  }
  await expect(answerHeading(page)).toBeVisible();
});

test('it can be wiped at once, too', async ({ page }) => {
  await asked(page);
  await page.clock.fastForward(minutes(16));
  await page.getByRole('button', { name: 'Wipe it now' }).click();
  await expect(page.locator('.welcome')).toBeVisible();
  expect(await page.content()).not.toContain('canary');
});
