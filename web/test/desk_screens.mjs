/**
 * Pictures of the rooms that staff have, into docs/screens/desks/, with the stand-in for searchd.
 *
 *   npm run build && node test/desk_screens.mjs [NAME...]
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { chromium } from '@playwright/test';
import { startServer } from './server.mjs';

const folder = new URL('../../docs/screens/desks/', import.meta.url);
const wide = { width: 1200, height: 900 };
const phone = { width: 320, height: 700 };

const button = (page, name) => page.getByRole('button', { name, exact: true });
const choose = async (page, name) => {
  await page.getByRole('option', { name }).click();
  await page.locator('.submission > h2').waitFor();
};

/** Each is a whole page, as tall as it is. */
const screens = [
  { name: 'reviews', as: 'reviewer', says: 'Reviews: what waits, the oldest first, and reports that hold places back', size: wide },
  { name: 'review-changes', as: 'reviewer', says: 'A change, field by field, with words for the call', size: wide, act: (page) => choose(page, /Elm Street/) },
  { name: 'review-look-twice', as: 'reviewer', says: 'A hidden listing with wording that could tell where it is, and with offers that may be none', size: wide, colorScheme: 'dark', act: (page) => choose(page, /Second Chance/) },
  { name: 'people', as: 'administrator', says: 'People: inviting, approving, and all accounts', size: wide },
  { name: 'review-phone-fr', as: 'reviewer', says: 'The same on a phone, in French', size: phone, language: 'fr', act: (page) => choose(page, /Phare/) },
  { name: 'agency-listings', as: 'agency', says: 'An agency’s listings, and how each stands', size: wide },
  { name: 'agency-form-phone', as: 'agency', says: 'One of them being changed, on a phone', size: phone, act: async (page) => { await button(page, 'Change North House').click(); await page.locator('.agency-form h2').waitFor(); } },
  { name: 'agency-preview', as: 'agency', says: 'A draft as a worker and as the kiosk would see it', size: wide, act: async (page) => { await button(page, 'Change North House').click(); await button(page, 'Add days').click(); await page.getByRole('textbox', { name: /^First of these days/ }).fill('2026-12-24'); await page.getByRole('textbox', { name: 'Last of these days' }).fill('2026-12-26'); await button(page, 'Preview').click(); await page.locator('.agency-preview .card').first().waitFor(); } },
  { name: 'agency-form-dark-fr', as: 'agency', says: 'The form in French, dark', size: wide, language: 'fr', colorScheme: 'dark', act: async (page) => { await button(page, 'Modifier North House').click(); await page.locator('.agency-form h2').waitFor(); } },
  { name: 'beds', as: 'night', says: 'Beds tonight: two taps at a night desk, and what is said now', size: phone, act: async (page) => { await button(page, '2 beds').click(); await page.locator('.capacity-until').first().click(); await page.locator('.capacity-now[data-said="true"]').waitFor(); } },
  { name: 'beds-until', as: 'night', says: 'The second tap: until when', size: phone, colorScheme: 'dark', act: async (page) => { await button(page, 'Full').click(); await page.locator('.capacity-until').first().waitFor(); } },
  { name: 'beds-of-agency', as: 'agency', says: 'The same for all of an agency’s services', size: wide, act: async (page) => { await button(page, 'Beds tonight').click(); await page.locator('.capacity-service').first().waitFor(); } },
  { name: 'check-phone', as: 'agency', says: 'A check page on a phone: every line is said again, one by one', size: phone, act: async (page) => { await button(page, 'Check North House').click(); await page.locator('.check-line').first().waitFor(); await page.getByRole('radiogroup', { name: 'Hours' }).getByText('Still so', { exact: true }).click(); await page.getByText('Answers kept.').waitFor(); } },
  { name: 'check-dark-fr', as: 'agency', says: 'The same page in French, dark', size: wide, language: 'fr', colorScheme: 'dark', act: async (page) => { await page.getByRole('button', { name: /North House$/ }).nth(1).click(); await page.locator('.check-line').first().waitFor(); } },
  { name: 'review-preview', as: 'reviewer', says: 'A change as others would see it, before it is decided on', size: wide, act: async (page) => { await choose(page, /Elm Street/); await button(page, 'Preview: how others would see it').click(); await page.locator('.agency-preview .card').first().waitFor(); } },
  { name: 'upkeep-dark-fr', as: 'reviewer', says: 'Upkeep in French, dark', size: wide, language: 'fr', colorScheme: 'dark', act: async (page) => { await button(page, 'Entretien').click(); await page.locator('ol.upkeep-list').waitFor(); } },
  { name: 'upkeep', as: 'reviewer', says: 'Upkeep: what was verified, what is overdue, and whom to ring', size: wide, act: async (page) => { await button(page, 'Upkeep').click(); await page.locator('ol.upkeep-list').waitFor(); } },
];

const only = process.argv.slice(2);
const server = await startServer();
const browser = await chromium.launch({ executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
await mkdir(folder, { recursive: true });
for (const { name, as, size, act, language, colorScheme } of screens) {
  if (only.length > 0 && !only.includes(name)) continue;
  const page = await browser.newPage({ viewport: size, colorScheme: colorScheme ?? 'light', deviceScaleFactor: size.width > 320 ? 0.65 : 1, reducedMotion: 'reduce', locale: 'en-CA' });
  await page.goto(server.url);
  await page.locator('.tool-account:visible').click();
  await page.getByRole('textbox', { name: 'Name' }).fill(as);
  await page.getByRole('textbox', { name: 'Password' }).fill(as === 'night' ? '60274913' : 'blue wagon eats rain');
  await page.getByRole('textbox', { name: 'Code of your authenticator' }).fill('123456');
  await button(page, 'Sign in').click();
  await page.locator('.room h2').first().waitFor();
  if (language === 'fr') await button(page, 'Français').click();
  await act?.(page);
  await page.evaluate('document.fonts.ready.then(() => true)');
  await page.evaluate('window.scrollTo(0, 0)');
  await page.screenshot({ path: new URL(`${name}.png`, folder).pathname, fullPage: true });
  await page.close();
  console.log(name);
}
await browser.close();
await server.close();

if (only.length === 0) {
  const lines = screens.map(({ name, says }) => `### ${says}\n\n![${says}](${name}.png)\n`);
  const head = '# Staff’s desks in pictures\n\nWith made-up services and people. Made by `node test/desk_screens.mjs` in `web/`.\n';
  await writeFile(new URL('README.md', folder), [head, ...lines].join('\n'));
}
