import type { Page, Route } from '@playwright/test';
import { fillAndSend, password, test, toSignIn } from './account';
import { ask, expect, open } from './desk';
import { hostile } from './hostile';
import { touchPlace, touchResults } from './kiosk';

/**
 * What a listing says, a page shows as text. Every answer of the server has, in the place of each text, one that would run:
 * the next one at each place, so that a journey has many of them, and as many journeys as there are have each one in each place.
 */
const long = process.env['PORCHLIGHT_LONG'] === '1';
const payloads = long ? hostile : hostile.filter((_, at) => at % 38 === 1);
const rounds = long ? hostile.length : 1;

/** Members of answers that hold what somebody wrote. */
const written = new Set(
  'name organization description text summary original alert area address title hours direct_line reason detail number extension url email label question as_said said before after application_process transportation accessibility note documents genders kind_label words source phones field fact_label value place region message holiday why line'.split(' '),
);
/** Whose texts are the page's own, or decide what it does. */
const ours = /\/api\/v1\/(catalogue|session|exit|crisis|people|capacity)/;
/** Members within what was written that are no text: a page takes them for something else. */
const known = /(^|_)(id|on|at|tag|state|kind|class|role|language|languages|visibility|status|outcome|member|fact|group|method|evidence|standing|polarity|subject|freq|byday)$/;

class Poison {
  #at: number;
  constructor(start: number) {
    this.#at = start;
  }
  #next(): string {
    return payloads[this.#at++ % payloads.length] ?? '';
  }
  of(value: unknown, member = '', inText = false): unknown {
    if (typeof value === 'string') return (inText || written.has(member)) && value !== '' && !known.test(member) && !/^(yes|no|unknown)$/.test(value) ? this.#next() : value;
    if (Array.isArray(value)) return value.map((each) => this.of(each, member, inText));
    if (typeof value !== 'object' || value === null) return value;
    const within = inText || member === 'before' || member === 'after' || member === 'value';
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, this.of(each, key, within)]));
  }
}

async function poison(page: Page, start: number): Promise<void> {
  const made = new Poison(start);
  await page.unroute('**/api/v1/**');
  await page.route('**/api/v1/**', async (route: Route) => {
    if (ours.test(route.request().url())) return route.fallback();
    const answer = await route.fetch();
    if (!(answer.headers()['content-type'] ?? '').includes('json')) return route.fulfill({ response: answer });
    return route.fulfill({ response: answer, json: made.of(await answer.json()) });
  });
}

/** Nothing ran, and nothing of a payload is an element or an attribute; what was shown is there as text. */
async function expectText(page: Page, shows = true): Promise<void> {
  const found = await page.evaluate(() => ({
    ran: document.documentElement.dataset['ran'] ?? '',
    made: [...document.querySelectorAll('iframe, object, embed, math, animate, video, source, body img[src="x"], body title, [srcdoc], [xlink\\:href^="java"]')].map((each) => each.outerHTML.slice(0, 80)),
    handlers: [...document.querySelectorAll('*')].flatMap((each) => [...each.attributes].filter(({ name, value }) => /^on/.test(name) || (/^(href|src|action|data)$/.test(name) && /^\s*(javascript|data:text)/i.test(value))).map(({ name }) => name)),
    scripts: [...document.scripts].filter((each) => !each.src).length,
    text: document.body.textContent,
  }));
  expect(found).toMatchObject({ ran: '', made: [], handlers: [], scripts: 0 });
  if (shows) expect(found.text).toMatch(/ran|\/C /);
}

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });

async function signIn(page: Page, name: string, code = ''): Promise<void> {
  await open(page);
  await toSignIn(page).click();
  await fillAndSend(page, { Name: name, Password: password, 'Code of your authenticator': code }, 'Sign in');
  await expect(page.locator('.room h1')).toBeVisible();
}

async function asReviewer(page: Page): Promise<void> {
  await signIn(page, 'reviewer', '123456');
  const options = page.getByRole('option');
  await expect(options.first()).toBeVisible();
  for (let at = 0; at < (await options.count()); ++at) {
    await options.nth(at).click();
    await expect(page.locator('.submission > h2')).toBeVisible();
    await expectText(page);
  }
  await options.first().click();
  await page.getByRole('button', { name: 'Preview: how others would see it', exact: true }).click();
  await expect(page.locator('.agency-preview .card').first()).toBeVisible();
  await expectText(page);
  await page.getByRole('button', { name: 'Upkeep', exact: true }).click();
  await expect(page.locator('ol.upkeep-list > li').first()).toBeVisible();
  await page.evaluate(() => { window.print = () => undefined; });
  await button(page, 'Print as call sheets of ten').click();
  await expectText(page);
}

/** A text into each field of the form, the next one in each: key by key it would take minutes. */
async function typeInAll(page: Page, texts: string[]): Promise<void> {
  await page.locator('.agency-form').getByRole('textbox').evaluateAll(async (fields, given) => {
    for (const [at, field] of fields.entries()) {
      const kind = field instanceof HTMLTextAreaElement ? HTMLTextAreaElement.prototype : HTMLInputElement.prototype;
      Object.getOwnPropertyDescriptor(kind, 'value')?.set?.call(field, given[at % given.length]);
      field.dispatchEvent(new Event('input', { bubbles: true }));
      await new Promise((resolve) => setTimeout(resolve));
    }
  }, texts);
}

async function asAgency(page: Page, start: number): Promise<void> {
  // No draft is kept: round upon round would add to the same one.
  await page.route('**/api/v1/desk/draft', (route) => route.fulfill({ status: 204 }));
  await signIn(page, 'agency');
  await expect(page.locator('.agency-list > .agency-row').first()).toBeVisible();
  await expectText(page);
  await page.getByRole('button', { name: 'Many listings at once', exact: true }).click();
  await page.getByLabel('Choose a file').setInputFiles({ name: 'l.csv', mimeType: 'text/csv', buffer: Buffer.from(`name,organization,description\n${(payloads[0] ?? '').replaceAll(',', ';')},,x\n`) });
  await expect(page.locator('.agency-upload')).toContainText('was read');
  await expectText(page);
  // The one that no other test sends: what waits can't be sent again.
  await page.locator('.agency-list > .agency-row').nth(3).getByRole('button', { name: /^Change/ }).click();
  await expect(page.locator('.agency-form h2')).toBeVisible();
  for (const add of ['Add a place', 'Add a contact', 'Add times', 'Add days']) await page.getByRole('button', { name: add, exact: true }).click();
  await typeInAll(page, payloads.map((_, at) => payloads[(at + start) % payloads.length] ?? ''));
  await button(page, 'Send for review').click();
  await expect(page.locator('.agency-errors')).toBeVisible();
  await expectText(page);
}

/** Its preview: of a form whose fields the page takes. */
async function asAgencyThatLooks(page: Page): Promise<void> {
  await page.route('**/api/v1/desk/listing', (route) => route.continue());
  await page.getByRole('button', { name: 'Back to our listings', exact: true }).click();
  await page.locator('.agency-list > .agency-row').last().getByRole('button', { name: /^Change/ }).click();
  await page.getByRole('textbox', { name: 'What you do, in plain words' }).fill(payloads[0] ?? '');
  await page.getByRole('button', { name: 'Preview', exact: true }).click();
  await expect(page.locator('.agency-preview .card').first()).toBeVisible();
  await expectText(page);
}

async function asWorker(page: Page): Promise<void> {
  await open(page);
  await ask(page, 'a bed');
  await expect(page.locator('.card').first()).toBeVisible();
  await expectText(page);
  await page.locator('.card-open').first().click();
  await expect(page.locator('.service-sections')).toBeVisible();
  await expectText(page);
}

async function asPerson(page: Page, kiosk: string): Promise<void> {
  await page.goto(kiosk);
  await page.locator('.tile-language').first().click();
  await touchResults(page);
  await expectText(page);
  await touchPlace(page);
  await expectText(page);
  await page.locator('.place-touch .control-main').click();
  await page.locator('.tiles-answers .tile').first().click();
  await page.locator('.tiles-take .tile').nth(3).click();
  await expectText(page);
}

for (let round = 0; round < rounds; ++round) {
  test(`what a listing says runs nowhere: desks, answers, pages, kiosk and paper, round ${round + 1}`, async ({ page, browser, baseURL }) => {
    await page.addInitScript(() => {
      Object.assign(window, { ran: () => { document.documentElement.dataset['ran'] = 'yes'; } });
    });
    expect(hostile.length).toBe(150);
    await poison(page, round);
    await asWorker(page);
    await asReviewer(page);
    await page.context().clearCookies();
    await asAgency(page, round);
    await asAgencyThatLooks(page);
    const own = new URL(baseURL ?? '');
    own.port = String(Number(own.port) + 2);
    const person = await (await browser.newContext()).newPage();
    const complaints: string[] = [];
    person.on('console', (message) => { if (message.type() === 'error') complaints.push(message.text()); });
    await person.addInitScript(() => {
      Object.assign(window, { ran: () => { document.documentElement.dataset['ran'] = 'yes'; } });
    });
    await poison(person, round);
    await asPerson(person, `${own.origin}/kiosk`);
    expect(complaints).toEqual([]);
    await person.unrouteAll({ behavior: 'ignoreErrors' });
    await person.context().close();
    await page.unrouteAll({ behavior: 'ignoreErrors' });
  });
}
