import { headers } from '../server.mjs';
import { answerHeading, ask, askForTonight, expect, needField, open, test } from './desk';

const canary = 'zq7canary';

test('no word of a question reaches an address', async ({ page, traces }) => {
  await open(page);
  const entries = await page.evaluate(() => history.length);
  await needField(page).pressSequentially(`${canary}-need`);
  const place = page.getByRole('combobox', { name: 'Near where?' });
  await place.pressSequentially(`${canary}-place`);
  await place.press('Enter');
  await page.getByRole('button', { name: 'Find places' }).click();
  await page.getByRole('button', { name: 'Elm Street Night House' }).click();
  await expect(page.getByRole('heading', { name: 'Elm Street Night House' })).toBeVisible();
  expect(await page.evaluate(() => history.length)).toBe(entries);
  expect(traces.urls.length).toBeGreaterThan(4);
  for (const url of traces.urls) {
    expect(url).not.toContain(canary);
    expect(new URL(url).search).toBe('');
    expect(url).not.toContain('00000000-0000');
  }
  expect(await page.title()).toBe('Porchlight');
});

test('every field is one that the browser keeps nothing of', async ({ page }) => {
  await open(page);
  for (const fold of ['What matters about the place', 'Languages', 'About the person', 'Places to keep away from']) {
    await page.getByRole('button', { name: fold, exact: true }).click();
  }
  await page.getByText('At …').click();
  const fields = page.locator('input:not([type="radio"]):not([type="checkbox"])');
  expect(await fields.count()).toBeGreaterThanOrEqual(8);
  for (const field of await fields.all()) {
    await expect(field).toHaveAttribute('autocomplete', 'off');
    await expect(field).toHaveAttribute('spellcheck', 'false');
    await expect(field).toHaveAttribute('autocapitalize', /^(off|none)$/);
  }
  await expect(page.locator('html')).toHaveAttribute('translate', 'no');
});

test('paper gets one neutral sentence', async ({ page }) => {
  await open(page);
  await askForTonight(page);
  await page.emulateMedia({ media: 'print' });
  const printed = await page.evaluate(() => document.body.innerText.trim());
  expect(printed).toBe('There is nothing to print on this page.');
  const margin = await page.pdf({ preferCSSPageSize: true });
  expect(margin.length).toBeGreaterThan(0);
});

test('copying from an answer does nothing, copying in a field works', async ({ page }) => {
  await open(page);
  await ask(page, 'a bed');
  await expect(answerHeading(page)).toBeVisible();
  const prevented = await page.evaluate(() => {
    const copy = (target: EventTarget) => !target.dispatchEvent(new ClipboardEvent('copy', { bubbles: true, cancelable: true }));
    const answer = document.querySelector('.phone-number');
    const field = document.querySelector('.question input');
    return [copy(answer ?? document), copy(document.body), copy(field ?? document)];
  });
  expect(prevented).toEqual([true, true, false]);
});

test('there is no script, style or address in the page itself', async ({ page }) => {
  const response = await page.goto('/');
  const html = (await response?.text()) ?? '';
  expect(html).not.toMatch(/<script(?![^>]*\bsrc=)/);
  expect(html).not.toMatch(/<style|\son[a-z]+=/);
  expect(html).not.toContain('__CSP_NONCE__');
  const policy = response?.headers()['content-security-policy'] ?? '';
  expect(policy).toContain("require-trusted-types-for 'script'");
  expect(Object.keys(response?.headers() ?? {})).toEqual(
    expect.arrayContaining(Object.keys(headers('')).map((name) => name.toLowerCase())),
  );
});
