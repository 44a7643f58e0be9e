import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { ask, expect, open, overflow, test, toTop } from './desk';

async function openMap(page: Page): Promise<void> {
  await open(page);
  const place = page.getByRole('combobox', { name: 'Near where?' });
  await place.pressSequentially('Winni');
  await page.getByRole('option', { name: 'Winnipeg, MB' }).click();
  await ask(page, 'a bed');
  await page.locator('.map-fold').getByRole('button', { name: 'Map' }).click();
}

const areas = (page: Page) => page.getByRole('list', { name: 'Keeping away from' });

test('the map says as a list what it draws, and asks no one for anything', async ({ page, traces }) => {
  await page.setViewportSize({ width: 320, height: 568 });
  await openMap(page);
  const before = traces.urls.length;
  const list = page.locator('.map-fold').getByRole('list', { name: 'What is on the map' });
  await expect(list.getByRole('listitem').first()).toContainText(/Elm Street Night House: 0\.8 km (north|east|north-east)/);
  await expect(page.locator('.map-fold .map-mark')).toHaveCount(4);
  await expect(page.locator('.map-fold .map-ring')).toHaveCount(2);
  await page.locator('.map-fold').getByRole('button', { name: 'Wider' }).click();
  expect(traces.urls.length).toBe(before);
  expect(await overflow(page)).toBe(0);
  await toTop(page);
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']).analyze();
  expect(violations).toEqual([]);
});

test('an area to keep away from is drawn with a mouse', async ({ page }) => {
  await openMap(page);
  const panel = page.locator('.map-fold');
  await panel.getByRole('button', { name: 'Draw an area to keep away from' }).click();
  await panel.locator('.map').scrollIntoViewIfNeeded();
  const box = await panel.locator('.map').boundingBox();
  if (box === null) throw new Error('no map');
  await page.mouse.move(box.x + box.width * 0.75, box.y + box.height * 0.5);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.75 + box.width * 0.1, box.y + box.height * 0.5, { steps: 4 });
  await page.mouse.up();
  await expect(areas(page)).toContainText(/km around a point on the map/);
  await expect(panel.locator('.map-area')).toHaveCount(1);
  await expect(panel.getByRole('list', { name: 'What is on the map' })).toContainText(/around a point on the map: .* km east/);
});

test('and by keyboard, with what can’t be told held until someone has checked', async ({ page }) => {
  await openMap(page);
  const panel = page.locator('.map-fold');
  await panel.getByRole('button', { name: 'Draw an area to keep away from' }).press('Enter');
  const drawing = panel.getByRole('application');
  await drawing.focus();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('+');
  await page.keyboard.press('Enter');
  await expect(areas(page).getByRole('listitem')).toHaveCount(1);
  await expect(page.getByRole('button', { name: /Not until we’ve checked/ })).toBeVisible();
  await areas(page).getByRole('button').click();
  await expect(areas(page)).toHaveCount(0);
});

test('an organization to keep away from is found by its service', async ({ page }) => {
  await open(page);
  await page.getByRole('button', { name: 'Places to keep away from' }).click();
  await page.getByRole('combobox', { name: 'Or an organization' }).pressSequentially('Elm');
  await page.getByRole('option', { name: /Riverbend Night Houses/ }).click();
  await expect(areas(page)).toContainText('Riverbend Night Houses');
});
