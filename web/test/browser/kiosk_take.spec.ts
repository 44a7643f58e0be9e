import type { Page } from '@playwright/test';
import decodeQR from 'qr/decode.js';
import { expect, test, touchLanguage, touchPlace, touchResults, touchYes } from './kiosk';
import { printed } from './paper';

/** After a yes: what can be taken along. */

async function toTake(page: Page): Promise<void> {
  await touchLanguage(page);
  await touchResults(page);
  await touchPlace(page);
  await touchYes(page);
}

test('a result offers paper, writing down and staff, and a code', async ({ page }) => {
  await toTake(page);
  for (const name of ['Write it down', 'Number only', 'Code for my phone', 'Print', 'Ask staff to call with me']) {
    await expect(page.getByRole('button', { name, exact: true })).toBeVisible();
  }
});

test('the code holds a number, is at least 30 mm wide with four modules of light around, and reads at half its size', async ({ page }) => {
  await toTake(page);
  await page.getByRole('button', { name: 'Code for my phone' }).click();
  const code = page.locator('.code-drawing');
  const box = await code.boundingBox();
  const modules = Number((await code.getAttribute('viewBox'))?.split(' ')[2]);
  // 96 px are an inch; the light around isn't counted.
  expect((((box?.width ?? 0) * (modules - 8)) / modules / 96) * 25.4).toBeGreaterThanOrEqual(30);
  for (const scale of [1, 0.5]) {
    const image = await code.evaluate(async (element, by) => {
      const svg = element.cloneNode(true) as SVGElement;
      const size = Math.round(element.getBoundingClientRect().width * by);
      svg.setAttribute('width', String(size));
      svg.setAttribute('height', String(size));
      svg.querySelector('.code-light')?.setAttribute('fill', '#fff');
      const picture = new Image();
      picture.src = `data:image/svg+xml,${encodeURIComponent(new XMLSerializer().serializeToString(svg))}`;
      await picture.decode();
      const canvas = new OffscreenCanvas(size, size);
      const paint = canvas.getContext('2d');
      paint?.drawImage(picture, 0, 0, size, size);
      const { data, width, height } = paint?.getImageData(0, 0, size, size) ?? { data: [], width: 0, height: 0 };
      // As one text: a list of a million numbers would keep the page from hearing its server for seconds.
      let bytes = '';
      for (let at = 0; at < data.length; at += 4096) bytes += String.fromCharCode(...data.slice(at, at + 4096));
      return { data: btoa(bytes), width, height };
    }, scale);
    expect(decodeQR({ ...image, data: Uint8Array.from(Buffer.from(image.data, 'base64')) })).toMatch(/^tel:\+?\d+$/);
  }
});

test('paper has one place with name, number and hours, and neither address nor date nor what was asked', async ({ page }) => {
  await toTake(page);
  // Before the choice of a size there is nothing to print but one neutral sentence.
  expect((await printed(page)).words).toBe('There is nothing to print here.');
  await page.evaluate(() => {
    window.print = () => undefined;
  });
  await page.getByRole('button', { name: 'Print' }).click();
  await page.getByRole('button', { name: 'Small card' }).click();
  const paper = await printed(page);
  expect(paper.words).toContain('204-555-0101');
  expect(paper.words).toContain('Hours');
  expect(paper.pages).toBe(1);
  expect(paper.title).toBe('Porchlight');
  for (const never of [/http/i, /127\.0\.0\.1/, new RegExp(String(new Date().getFullYear())), /meal/i, /food/i, /Porchlight/, /Winnipeg/]) expect(paper.words).not.toMatch(never);
  const box = await page.locator('#paper .hand-card').evaluate((element) => {
    element.parentElement?.style.setProperty('display', 'block');
    return element.getAttribute('data-size');
  });
  expect(box).toBe('wallet');
});

test('where no printer stands, nothing is offered to print, and two ways are left', async ({ page }) => {
  await page.route('**/api/v1/catalogue', async (route) => {
    const answer = await route.fetch();
    const body = (await answer.json()) as { kiosk: object };
    await route.fulfill({ response: answer, json: { ...body, kiosk: { ...body.kiosk, printer: false } } });
  });
  await toTake(page);
  await expect(page.getByRole('button', { name: 'Write it down' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Ask staff to call with me' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Print' })).toHaveCount(0);
});

test('the number alone is a card without a name', async ({ page }) => {
  await toTake(page);
  await page.getByRole('button', { name: 'Number only' }).click();
  await expect(page.locator('.taken .large-number')).toHaveText('204-555-0101');
  await expect(page.locator('main')).not.toContainText('Elm Street');
  await expect(page.locator('h1')).not.toContainText('Elm Street');
});

test('staff get a page with the number, and no reason is asked', async ({ page }) => {
  await toTake(page);
  await page.getByRole('button', { name: 'Ask staff to call with me' }).click();
  await expect(page.locator('.staff-show')).toContainText('Please call this number with me');
  await expect(page.locator('.staff-show')).toContainText('204-555-0101');
  await expect(page.locator('main')).toContainText('You don’t have to say why.');
});
