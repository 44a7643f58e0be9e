import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, expect, test, type BrowserContext, type Page } from '@playwright/test';
import { startServer } from '../server.mjs';
import { startGetForm } from '../trace/get_form.mjs';
import { searchProfile } from '../trace/profile.mjs';
import { leaveButton, needField, neutral } from './desk';
import { chooseButton, first } from './together';

/** Fewer in ./test; twelve with --long. */
const journeys = process.env['PORCHLIGHT_LONG'] === '1' ? 12 : 2;

/** Words that are in no file of a browser, a new three for each journey: what was needed, where, and which service. */
interface Canaries {
  need: string;
  place: string;
  service: string;
}

const wordsOf = ({ need, place, service }: Canaries) => [need, place, service];

function canaries(): Canaries {
  const word = (kind: string) => `zq${kind}${crypto.randomUUID().replaceAll('-', '').slice(0, 14)}`;
  return { need: word('need'), place: word('place'), service: word('serv') };
}

/** A browser as people have it: with a window's session, history, and everything that it remembers by default. */
function launch(profile: string, more: string[] = []): Promise<BrowserContext> {
  return chromium.launchPersistentContext(profile, {
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    // Its own defaults turn off what would leave traces.
    ignoreDefaultArgs: ['--disable-back-forward-cache', '--metrics-recording-only', '--disable-component-update'],
    args: ['--no-sandbox', ...more],
    locale: 'en-CA',
  });
}

async function firstPage(context: BrowserContext): Promise<Page> {
  context.setDefaultTimeout(60_000);
  await context.route(`${neutral}**`, (route) => route.fulfill({ contentType: 'text/html', body: '<title>Weather</title>Weather' }));
  return context.pages()[0] ?? context.newPage();
}

/** Asks, chooses, checks in, hands over and types a contact; the third word is a service's name in every answer. */
async function journey(page: Page, url: string, words: Canaries, variant: number): Promise<void> {
  await page.goto(url);
  await needField(page).pressSequentially(`${words.need} a bed`);
  const place = page.getByRole('combobox', { name: 'Near where?' });
  await place.pressSequentially(words.place);
  await place.press('Enter');
  await needField(page).press('Enter');
  await expect(page.locator('.card-open').filter({ hasText: words.service })).toBeVisible();
  if (variant % 3 === 1) return;
  await page.getByRole('button', { name: words.service, exact: true }).click();
  await expect(page.locator('.service-sections')).toBeVisible();
  await chooseButton(page, words.service).click();
  await page.getByRole('button', { name: 'Check in together' }).click();
  await page.getByRole('button', { name: 'This was said. Go on' }).click();
  await page.getByRole('button', { name: 'Yes', exact: true }).click();
  await page.getByLabel('Your first name').fill(words.need);
  await page.getByRole('button', { name: 'Show as a code' }).click();
  await page.getByRole('button', { name: 'Yes, show it' }).click();
  await expect(page.locator('.code-drawing')).toBeVisible();
}

const brief = { waitUntil: 'commit', timeout: 5_000 } as const;

/** Everything that somebody may try on this screen afterwards. */
async function lookBack(page: Page, url: string, words: Canaries): Promise<void> {
  const clean = async () => {
    const shown = await page.evaluate(() => document.documentElement.innerText + [...document.querySelectorAll('input, textarea')].map((field) => (field as HTMLInputElement).value).join(' '));
    for (const word of wordsOf(words)) expect(shown).not.toContain(word);
  };
  await clean();
  // A page that comes back from the browser's own memory says no "load".
  await page.goBack(brief).catch(() => null);
  await clean();
  await page.goForward(brief).catch(() => null);
  await clean();
  await page.reload();
  await clean();
  await page.goto(url);
  await clean();
}

/** Long enough for Chromium to write its session and history away. */
const writtenAwayMs = 4000;

for (let number = 0; number < journeys; number++) {
  test(`journey ${number + 1} leaves nothing in the browser's profile but the host`, async () => {
    test.setTimeout(240_000);
    const profile = await mkdtemp(join(tmpdir(), 'porchlight-trace-'));
    const words = canaries();
    const server = await startServer(0, (answer) => answer.replaceAll(first, words.service));
    try {
      let context = await launch(profile);
      let page = await firstPage(context);
      await journey(page, server.url, words, number);
      // By the button, by the keys, and by just going away.
      if (number % 3 === 0) await leaveButton(page).click();
      else if (number % 3 === 1) for (let press = 0; press < 3; press++) await page.keyboard.press('Shift');
      else await page.goto(neutral);
      await page.waitForURL(neutral);
      await lookBack(page, server.url, words);
      await page.waitForTimeout(writtenAwayMs);
      await context.close();
      // Started anew with what was open before.
      context = await launch(profile, ['--restore-last-session']);
      page = await firstPage(context);
      await lookBack(page, server.url, words);
      await page.waitForTimeout(writtenAwayMs);
      await context.close();

      const found = await searchProfile(profile, wordsOf(words));
      expect(found.hits).toEqual([]);
      expect(found.files).toBeGreaterThan(30);
      // That the page was opened at all is there: the search can see.
      expect((await searchProfile(profile, [new URL(server.url).host])).hits).not.toEqual([]);
    } finally {
      await server.close();
      await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    }
  });
}

test('the control: a form that sends its words in the address leaves them in the profile', async () => {
  test.setTimeout(240_000);
  const profile = await mkdtemp(join(tmpdir(), 'porchlight-trace-'));
  const server = await startGetForm();
  const words = canaries();
  try {
    const context = await launch(profile);
    const page = await firstPage(context);
    await page.goto(server.url);
    await page.getByLabel('Words').fill(words.need);
    await page.getByLabel('Words').press('Enter');
    await page.waitForURL(/words=/);
    await page.waitForTimeout(writtenAwayMs);
    await page.goto(neutral);
    await page.waitForTimeout(writtenAwayMs);
    await context.close();
    const { hits } = await searchProfile(profile, wordsOf(words));
    expect(hits.map((hit) => hit.split(':')[0])).toEqual(expect.arrayContaining(['Default/History']));
  } finally {
    await server.close();
    await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
});
