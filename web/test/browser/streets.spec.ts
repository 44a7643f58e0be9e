import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { mapFile } from '../canned/map.mjs';
import { ask, expect, open, overflow, test, toTop } from './desk';

// WebGL without a graphics card.
test.use({ launchOptions: { executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium', args: ['--no-sandbox', '--enable-unsafe-swiftshader'] } });

/** As from a searchd with --map. */
async function withMapFile(page: Page, file: Buffer = mapFile()): Promise<void> {
  await page.route('**/api/v1/catalogue', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, json: { ...((await response.json()) as object), map: { bytes: file.length } } });
  });
  await page.route('**/map.pmtiles', (route) => route.fulfill({ contentType: 'application/vnd.pmtiles', body: file }));
}

const panel = (page: Page) => page.locator('.map-fold');
const canvas = (page: Page) => panel(page).getByRole('region', { name: /^Street map/ });

async function askNearWinnipeg(page: Page): Promise<void> {
  await open(page);
  await page.getByRole('combobox', { name: 'Near where?' }).pressSequentially('Winni');
  await page.getByRole('option', { name: 'Winnipeg, MB' }).click();
  await ask(page, 'a bed');
  await expect(panel(page)).toBeVisible();
}

async function openStreets(page: Page): Promise<void> {
  await askNearWinnipeg(page);
  await panel(page).getByRole('button', { name: 'Map' }).click();
  await expect(canvas(page)).toBeVisible();
}

const markAt = (page: Page) => panel(page).locator('g[data-class]').first().getAttribute('transform');

test('a map that is opened asks for its file once, and for nothing while it is moved', async ({ page, traces }) => {
  await withMapFile(page);
  await askNearWinnipeg(page);
  expect(traces.urls.filter((url) => /map|\.pmtiles/.test(url))).toEqual([]);
  await panel(page).getByRole('button', { name: 'Map' }).click();
  await expect(canvas(page)).toBeVisible();
  const own = traces.urls.length;
  expect(traces.urls.filter((url) => url.endsWith('/map.pmtiles'))).toHaveLength(1);

  const before = await markAt(page);
  await canvas(page).focus();
  for (const key of ['ArrowRight', 'ArrowUp', '+', '-', '-']) await page.keyboard.press(key);
  await expect.poll(() => markAt(page)).not.toBe(before);
  const box = await canvas(page).boundingBox();
  if (box === null) throw new Error('no map');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 4, box.y + box.height / 3, { steps: 5 });
  await page.mouse.up();
  await panel(page).getByRole('button', { name: 'Wider' }).click();
  await panel(page).getByRole('button', { name: 'Closer' }).click();
  await panel(page).getByRole('button', { name: 'Map' }).click();
  await panel(page).getByRole('button', { name: 'Map' }).click();
  await page.waitForTimeout(500);
  expect(traces.urls.slice(own)).toEqual([]);
});

test('streets lie under the same places and rings, in reach of everyone', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 568 });
  await withMapFile(page);
  await openStreets(page);
  await expect(panel(page).locator('.map-mark')).toHaveCount(4);
  await expect(panel(page).locator('.map-ring')).toHaveCount(2);
  await expect(panel(page).getByRole('list', { name: 'What is on the map' }).getByRole('listitem').first()).toContainText(/Elm Street Night House: 0\.8 km/);
  await expect(panel(page)).toContainText('© OpenStreetMap');
  expect(await coloursDrawn(page)).toBeGreaterThan(5);
  expect(await overflow(page)).toBe(0);
  await toTop(page);
  for (const colorScheme of ['light', 'dark'] as const) {
    // Without motion: amid a change of colours they are neither the one nor the other.
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']).analyze();
    expect(violations).toEqual([]);
  }
});

test('an area to keep away from is drawn over the streets, by mouse and by keyboard', async ({ page }) => {
  await withMapFile(page);
  await openStreets(page);
  const areas = page.getByRole('list', { name: 'Keeping away from' });
  const draw = panel(page).getByRole('button', { name: 'Draw an area to keep away from' });
  await draw.click();
  const drawing = panel(page).getByRole('application');
  await drawing.scrollIntoViewIfNeeded();
  const box = await drawing.boundingBox();
  if (box === null) throw new Error('no map');
  await page.mouse.move(box.x + box.width * 0.75, box.y + box.height * 0.5);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.85, box.y + box.height * 0.5, { steps: 4 });
  await page.mouse.up();
  await expect(areas.getByRole('listitem')).toHaveCount(1);
  await expect(panel(page).getByRole('list', { name: 'What is on the map' })).toContainText(/around a point on the map: .* km east/);

  await draw.press('Enter');
  await drawing.focus();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('+');
  await page.keyboard.press('Enter');
  await expect(areas.getByRole('listitem')).toHaveCount(2);
  await expect(panel(page).getByRole('list', { name: 'What is on the map' })).toContainText(/around a point on the map: .* km west/);
});

test('a file that can’t be read leaves the drawn map', async ({ page }) => {
  await withMapFile(page, Buffer.from('not a map at all, and shorter than its header'));
  await askNearWinnipeg(page);
  await panel(page).getByRole('button', { name: 'Map' }).click();
  await expect(panel(page).getByRole('img', { name: /^Drawn map/ })).toBeVisible();
  await expect(panel(page).locator('.map-mark')).toHaveCount(4);
  await expect(panel(page)).not.toContainText('on their way');
});

test('without WebGL the drawn map stays', async ({ page }) => {
  await page.addInitScript(() => {
    HTMLCanvasElement.prototype.getContext = () => null;
  });
  await withMapFile(page);
  await askNearWinnipeg(page);
  await panel(page).getByRole('button', { name: 'Map' }).click();
  await expect(panel(page).getByRole('img', { name: /^Drawn map/ })).toBeVisible();
  await expect(panel(page)).not.toContainText('on their way');
  await expect(canvas(page)).toHaveCount(0);
});

/** How many colours the streets' picture has: an empty ground has one. */
async function coloursDrawn(page: Page): Promise<number> {
  const picture = await panel(page).locator('.map-streets').screenshot();
  return page.evaluate(async (bytes) => {
    const bitmap = await createImageBitmap(new Blob([new Uint8Array(bytes)]));
    const drawing = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
    if (drawing === null) return 0;
    drawing.drawImage(bitmap, 0, 0);
    const { data } = drawing.getImageData(0, 0, bitmap.width, bitmap.height);
    return new Set(new Uint32Array(data.buffer)).size;
  }, [...picture]);
}
