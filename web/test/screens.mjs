/**
 * Pictures of every state of the worker's desk, into docs/screens/, with the stand-in for searchd.
 *
 *   npm run build && node test/screens.mjs [NAME...]
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { chromium } from '@playwright/test';
import { mapFile } from './canned/map.mjs';
import { startServer } from './server.mjs';

const folder = new URL('../../docs/screens/', import.meta.url);
const desk = { width: 1200, height: 800 };
const phone = { width: 320, height: 568 };
const minutes = (count) => count * 60_000;

const button = (page, name) => page.getByRole('button', { name, exact: typeof name === 'string' });
const need = (page) => page.getByRole('combobox', { name: /What is needed|De quoi a-t-on besoin/ });

async function ask(page, words) {
  await need(page).fill(words);
  await need(page).press('Enter');
}

async function answered(page, words = 'a bed') {
  await ask(page, words);
  await page.locator('#answer-heading').waitFor();
}

/** An answer in all four classes. */
async function classes(page) {
  await answered(page);
  await page.getByText(/^(Tonight|Ce soir)$/).click();
  await page.locator('[data-class="ask"] .card').first().waitFor();
}

async function near(page) {
  await page.getByRole('combobox', { name: 'Near where?' }).pressSequentially('Winni');
  await page.getByRole('option', { name: 'Winnipeg, MB' }).click();
}

async function must(page, fact) {
  await button(page, 'What matters about the place').click();
  await page.getByRole('searchbox', { name: 'Find one' }).first().fill(fact);
  await button(page, `Must: ${fact}`).first().click();
}

/** Two places chosen together, and the conversation begun. */
async function chosen(page) {
  await answered(page);
  for (const name of ['Elm Street Night House', 'Maison du Phare']) await page.locator('.card').filter({ hasText: name }).getByRole('button', { name: 'Choose' }).click();
}

async function told(page) {
  await chosen(page);
  await button(page, 'Check in together').click();
}

async function together(page) {
  await told(page);
  await button(page, 'This was said. Go on').click();
  await page.locator('[data-part="unknown"]').waitFor();
}

async function agreed(page) {
  await together(page);
  await button(page, 'Yes').click();
  await page.locator('.hand-card').first().waitFor();
}

const show = (page, selector) => page.locator(selector).first().evaluate((element) => element.scrollIntoView({ block: 'start' }));

async function planned(page) {
  for (const label of ['A bed tonight', 'A meal today', 'ID and personal papers']) {
    await need(page).fill(label);
    await page.getByRole('option', { name: label, exact: true }).click();
  }
  await button(page, 'Find places').click();
  await page.locator('.segment').filter({ hasText: 'Plan the visits' }).click();
  await page.getByLabel('Children along').last().selectOption('1');
  await page.locator('.plan-fields .segment').filter({ hasText: 'Tonight' }).click();
  await button(page, 'Make the plan').click();
  await page.locator('.plan-one').first().waitFor();
}

/** Each state: its file, what it shows, and how one gets there. */
const screens = [
  { name: 'desk', says: 'Before the first question', size: desk },
  { name: 'desk-dark-fr', says: 'The same in French, on a dark screen', size: desk, language: 'fr', colorScheme: 'dark' },
  { name: 'tonight-first', says: 'Tonight on a phone: after the first touch', size: phone, act: (page) => button(page, 'Tonight').click() },
  {
    name: 'tonight-calls',
    says: 'After the third: the first number to ring, on the first screen',
    size: phone,
    act: async (page) => {
      await button(page, 'Tonight').click();
      await page.locator('.tonight-need').first().click();
      await page.locator('.call').first().waitFor();
    },
  },
  {
    name: 'tonight-desk',
    says: 'The call list on a desk: one was full, one answered',
    size: desk,
    act: async (page) => {
      await button(page, 'Tonight').click();
      await page.locator('.tonight-need').first().click();
      await page.locator('.call').first().getByRole('button', { name: 'Full' }).click();
      await page.locator('.call').filter({ hasText: 'Maison du Phare' }).getByRole('button', { name: 'Answered' }).click();
      await show(page, '.tonight');
    },
  },
  { name: 'nothing-asked', says: 'An answer while nothing about the places was asked', size: desk, act: (page) => answered(page) },
  { name: 'classes', says: 'Fits, and ring first', size: { width: 1200, height: 1500 }, act: classes },
  {
    name: 'folded-classes',
    says: 'Not until we’ve checked, and doesn’t fit: opened on demand, each with its reason',
    size: { width: 1200, height: 1200 },
    act: async (page) => {
      await classes(page);
      await page.locator('[data-class="hold"] > .fold button').first().click();
      await page.locator('[data-class="ruled_out"] > .fold button').first().click();
      await page.locator('[data-class="ruled_out"] .card').first().waitFor();
      await show(page, '.class-section[data-class="hold"]');
    },
  },
  {
    name: 'presets',
    says: 'A preset is a visible list that can be changed',
    size: { width: 1200, height: 1000 },
    act: async (page) => {
      await button(page, 'What matters about the place').click();
      await button(page, 'A secure place to stay').click();
      await button(page, 'Set this list').click();
      await show(page, '.presets');
    },
  },
  {
    name: 'safety-plan',
    says: 'Must, or we don’t mention it: in the safety plan only',
    size: desk,
    act: async (page) => {
      await button(page, 'Safety plan').click();
      await page.locator('.safety-plan').getByRole('searchbox').fill('id');
      await button(page, /^Must, or we don’t mention it: No ID asked/).click();
      await show(page, '.safety-plan');
    },
  },
  {
    name: 'costs',
    says: 'What each must costs, and what loosening it would bring back',
    size: desk,
    act: async (page) => {
      await classes(page);
      await must(page, 'No ID asked');
      await page.locator('.costs').filter({ hasText: 'No ID asked' }).waitFor();
      await show(page, '.costs');
    },
  },
  {
    name: 'told',
    says: 'They told us on the phone: for this page only',
    size: desk,
    act: async (page) => {
      await answered(page);
      await must(page, 'No ID asked');
      const card = page.locator('.card').filter({ hasText: 'Maison du Phare' });
      await card.getByRole('button', { name: 'They told us on the phone' }).click();
      await card.getByRole('button', { name: /don't ask for ID/ }).waitFor();
      await card.evaluate((element) => element.scrollIntoView());
    },
  },
  {
    name: 'explain',
    says: 'Why this one, why not that one: looked up by name',
    size: desk,
    act: async (page) => {
      await classes(page);
      await button(page, 'Why this one, why not that one?').click();
      await page.getByRole('combobox', { name: 'Name of the service' }).pressSequentially('Cedar');
      await page.getByRole('option', { name: /Cedar Rooms/ }).click();
      await page.locator('.explained').waitFor();
      await show(page, '.explain');
    },
  },
  {
    name: 'map',
    says: 'The drawn map, with an area to keep away from, and the same as a list',
    size: { width: 1200, height: 1100 },
    act: async (page) => {
      await near(page);
      await classes(page);
      await page.locator('.map-fold').getByRole('button', { name: 'Map' }).click();
      await page.locator('.map-fold').getByRole('button', { name: 'Draw an area to keep away from' }).click();
      const map = page.locator('.map-fold .map');
      await map.scrollIntoViewIfNeeded();
      const box = await map.boundingBox();
      await page.mouse.move(box.x + box.width * 0.7, box.y + box.height * 0.7);
      await page.mouse.down();
      await page.mouse.move(box.x + box.width * 0.82, box.y + box.height * 0.7, { steps: 4 });
      await page.mouse.up();
      await page.locator('.map-fold .map-area').waitFor();
      await show(page, '.map-fold');
    },
  },
  {
    name: 'streets',
    says: 'The same over the streets of an operator’s map file',
    size: { width: 1200, height: 1100 },
    map: mapFile(),
    act: async (page) => {
      await near(page);
      await classes(page);
      await page.locator('.map-fold').getByRole('button', { name: 'Map' }).click();
      await page.locator('.map-streets[data-shown="true"]').waitFor();
      await page.locator('.map-fold').getByRole('button', { name: 'Closer' }).click();
      await page.waitForTimeout(1500);
      await show(page, '.map-fold');
    },
  },
  { name: 'plan', says: 'Several needs in few visits', size: { width: 1200, height: 1700 }, act: planned },
  {
    name: 'plan-phone',
    says: 'A plan’s stop on a phone',
    size: { width: 320, height: 900 },
    act: async (page) => {
      await planned(page);
      await show(page, '.plan-one');
    },
  },
  {
    name: 'service',
    says: 'One service: what is known, and when it was checked',
    size: desk,
    act: async (page) => {
      await answered(page);
      await button(page, 'Elm Street Night House').click();
      await page.locator('.service-sections').waitFor();
    },
  },
  {
    name: 'participant',
    says: 'The screen turned to the person',
    size: desk,
    act: async (page) => {
      await classes(page);
      await button(page, 'Turn the screen to the person').click();
    },
  },
  {
    name: 'participant-not-shown',
    says: 'If they ask: that places are held or ruled out, and why',
    size: desk,
    act: async (page) => {
      await classes(page);
      await button(page, 'Turn the screen to the person').click();
      await button(page, 'Are there places that aren’t shown to me?').click();
      await page.getByText('What isn’t known of them:').waitFor();
      await show(page, '.not-shown');
    },
  },
  { name: 'chosen', says: 'Chosen together: the list above the answer', size: desk, act: async (page) => { await chosen(page); await page.evaluate('scrollTo(0, 0)'); } },
  { name: 'tell-first', says: 'Before anything is told: what is kept, and what may have to be reported', size: desk, act: told },
  { name: 'check-in', says: 'One place at a time, and the person’s answer', size: { width: 1200, height: 1650 }, act: together },
  {
    name: 'check-in-fr',
    says: 'The same in French, on a small dark screen: the agency’s own words are marked',
    size: { width: 320, height: 1200 },
    colorScheme: 'dark',
    act: async (page) => {
      await together(page);
      await page.getByText('Français', { exact: true }).last().click();
      await page.getByText('Ce qu’on ne sait pas').waitFor();
    },
  },
  {
    name: 'hand-over',
    says: 'After a yes: who makes contact, numbers, card, large number and code',
    size: { width: 1200, height: 2300 },
    act: async (page) => {
      await agreed(page);
      await page.getByLabel('Your first name').fill('Sam');
      await button(page, 'Show the number large').click();
      await button(page, 'Show as a code').click();
      await button(page, 'Yes, show it').click();
    },
  },
  {
    name: 'hand-over-after',
    says: 'What comes next, how it went, and what the directory should know',
    size: { width: 1200, height: 1400 },
    act: async (page) => {
      await agreed(page);
      await page.getByText('What comes next').evaluate((element) => element.scrollIntoView({ block: 'start' }));
    },
  },
  {
    name: 'sealed-file',
    says: 'A sealed file, after the person was asked',
    size: { width: 1200, height: 1000 },
    act: async (page) => {
      await chosen(page);
      await button(page, 'Keep as a sealed file').click();
      await button(page, 'Yes, make the file').click();
    },
  },
  { name: 'danger', says: 'Words of danger: the crisis lines first, and the answer below', size: desk, act: (page) => answered(page, 'a bed, he is hurting me') },
  { name: 'crisis-lines', says: 'The quiet place of the crisis lines', size: phone, act: (page) => button(page, 'Crisis lines').click() },
  {
    name: 'waiting',
    says: 'While the first answer is on its way',
    size: desk,
    act: async (page) => {
      await ask(page, 'slowly');
      await page.locator('.skeleton').first().waitFor();
    },
  },
  { name: 'empty', says: 'Nothing found: what could bring places back, and counting what is missing', size: desk, act: (page) => answered(page, 'a bed nothing-here') },
  { name: 'partial', says: 'An answer that stopped early', size: desk, act: (page) => answered(page, 'unfinished') },
  {
    name: 'offline',
    says: 'Without signal the last answer stays, with its minute',
    size: desk,
    act: async (page) => {
      await answered(page);
      await page.context().setOffline(true);
      await ask(page, 'a meal');
      await page.getByRole('alert').waitFor();
    },
  },
  {
    name: 'not-ready',
    says: 'The directory isn’t ready yet',
    size: desk,
    act: async (page) => {
      await ask(page, 'not-ready');
      await page.getByRole('alert').waitFor();
    },
  },
  {
    name: 'error',
    says: 'Something went wrong on our side',
    size: desk,
    act: async (page) => {
      await ask(page, 'server-error');
      await page.getByRole('alert').waitFor();
    },
  },
  {
    name: 'hidden',
    says: 'After 15 minutes without use',
    size: desk,
    clock: true,
    act: async (page) => {
      await answered(page);
      await page.clock.fastForward(minutes(16));
      await page.locator('.resting').waitFor();
    },
  },
];

/** As from a searchd with --map. */
async function serveMap(page, file) {
  await page.route('**/api/v1/catalogue', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, json: { ...(await response.json()), map: { bytes: file.length } } });
  });
  await page.route('**/map.pmtiles', (route) => route.fulfill({ body: file }));
}

const only = process.argv.slice(2);
const server = await startServer();
const browser = await chromium.launch({ executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium', args: ['--no-sandbox', '--enable-unsafe-swiftshader'] });
await mkdir(folder, { recursive: true });
for (const { name, size, act, language, colorScheme, clock, map } of screens) {
  if (only.length > 0 && !only.includes(name)) continue;
  const page = await browser.newPage({ viewport: size, colorScheme: colorScheme ?? 'light', deviceScaleFactor: size.width > 320 ? 0.65 : 1, reducedMotion: 'reduce', locale: 'en-CA' });
  if (clock === true) await page.clock.install();
  if (map !== undefined) await serveMap(page, map);
  await page.goto(server.url);
  await page.locator('.welcome .toggle').first().waitFor();
  if (language === 'fr') await button(page, 'Français').click();
  await act?.(page);
  // What came last may still be on its way to the screen.
  await page.evaluate('document.fonts.ready.then(() => true)');
  if (name !== 'waiting') await page.locator('[data-busy="true"]').waitFor({ state: 'detached' });
  await page.screenshot({ path: new URL(`${name}.png`, folder).pathname });
  await page.close();
  console.log(name);
}
await browser.close();
await server.close();

if (only.length === 0) {
  const lines = screens.map(({ name, says }) => `### ${says}\n\n![${says}](${name}.png)\n`);
  const head = '# The worker’s desk in pictures\n\nEvery state, with made-up services. Made by `node test/screens.mjs` in `web/`.\n';
  await writeFile(new URL('README.md', folder), [head, ...lines].join('\n'));
}
