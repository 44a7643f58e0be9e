/**
 * Pictures of every page of the kiosk, into docs/screens/kiosk/: of a running kiosk, so that its server's words are
 * in the languages too, or of the stand-in.
 *
 *   npm run build && node test/kiosk_screens.mjs [http://127.0.0.1:8082]
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { chromium } from '@playwright/test';
import { pages } from './kiosk_pages.mjs';
import { startServer } from './server.mjs';

const folder = new URL('../../docs/screens/kiosk/', import.meta.url);
const portrait = { name: 'portrait', width: 1080, height: 1920, scale: 0.4 };
const landscape = { name: 'landscape', width: 1366, height: 768, scale: 0.5 };
/** Each language in both shapes for some pages, in one for the others. */
const languages = [
  { tag: 'en', name: 'English', size: portrait, other: landscape },
  { tag: 'ar', name: 'العربية', size: landscape, other: portrait },
  { tag: 'crk', name: 'ᓀᐦᐃᔭᐍᐏᐣ', size: portrait, only: ['start', 'languages', 'speaks', 'results'] },
  { tag: 'iu', name: 'ᐃᓄᒃᑎᑐᑦ', size: landscape, only: ['start'] },
];
const inBoth = ['start', 'results', 'place', 'code'];

const [address] = process.argv.slice(2);
const standIn = address === undefined ? await startServer(0, undefined, { kiosk: true }) : null;
const browser = await chromium.launch({ executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
await mkdir(folder, { recursive: true });

const taken = [];

async function picture(name, says, { width, height, scale }, act) {
  const page = await browser.newPage({ viewport: { width, height }, deviceScaleFactor: scale, reducedMotion: 'reduce', locale: 'en-CA' });
  await page.goto(`${address ?? standIn.url}/kiosk`);
  await page.locator('.tile-language').first().waitFor();
  // What "something else" shows is fetched at the start.
  await page.waitForTimeout(1500);
  await act(page);
  await page.evaluate('document.fonts.ready.then(() => true)');
  await page.locator('[data-busy="true"]').waitFor({ state: 'detached' });
  await page.waitForTimeout(300);
  await page.screenshot({ path: new URL(`${name}.png`, folder).pathname });
  await page.close();
  taken.push({ name, says });
  console.log(name);
}

const touchLanguage = (page, name) => page.locator('.tile-language', { hasText: name }).click();

for (const size of [portrait, landscape]) await picture(`attract-${size.name}`, `Before the first touch, ${size.name}`, size, async () => undefined);
for (const { tag, name, size, other, only } of languages) {
  for (const { name: page, says, touches } of pages) {
    if (only !== undefined && !only.includes(page)) continue;
    for (const shape of inBoth.includes(page) && other !== undefined ? [size, other] : [size]) {
      await picture(`${page}-${tag}-${shape.name}`, `${says} (${name}, ${shape.name})`, shape, async (shown) => {
        await touchLanguage(shown, name);
        for (const touch of touches) await shown.locator(touch).click();
      });
    }
  }
}
await picture('dimmed-en-landscape', 'Dimmed, so that less is seen from the side', landscape, async (page) => {
  await touchLanguage(page, 'English');
  await page.getByRole('button', { name: 'Darken' }).click();
});
await picture('low-en-portrait', 'All controls in the lower half', portrait, async (page) => {
  await touchLanguage(page, 'English');
  await page.getByRole('button', { name: 'Move down' }).click();
});
await picture('bigger-en-landscape', 'Words twice as large', landscape, async (page) => {
  await touchLanguage(page, 'English');
  await page.getByRole('button', { name: 'Bigger words' }).click();
  await page.getByRole('button', { name: 'Bigger words' }).click();
});
await picture('gone-en-portrait', 'While the directory doesn’t answer', portrait, async (page) => {
  await touchLanguage(page, 'English');
  await page.route('**/healthz', (route) => route.abort());
  await page.locator('.kiosk-gone').waitFor();
});
await browser.close();
await standIn?.close();

const lines = taken.map(({ name, says }) => `### ${says}\n\n![${says}](${name}.png)\n`);
const head = '# The kiosk in pictures\n\nEvery page, with a directory of made-up services. Made by `node test/kiosk_screens.mjs` in `web/`.\n';
await writeFile(new URL('README.md', folder), [head, ...lines].join('\n'));
