import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { openAsWorker as open, test } from './account';
import { answerHeading, ask, expect, leaveButton, needField, neutral, overflow, toTop } from './desk';
import { neutralSentence, printed } from './paper';
import { refusals } from './together';

/** What holds for any directory: run with PORCHLIGHT_URL against a searchd. No text of an answer is known here. */

/** A service's page is there; a listing for staff asks what for first. */
async function openForParticipant(page: Page): Promise<void> {
  const ask = page.getByRole('button', { name: 'Open it for a participant' });
  await expect(page.locator('.service-sections').or(ask)).toBeVisible();
  if (await ask.isVisible()) await ask.click();
  await expect(page.locator('.service-sections')).toBeVisible();
}

test('a need in a few words gets an answer with its reasons, and a service its page', async ({ page }) => {
  await open(page);
  await ask(page, 'a bed tonight');
  await expect(answerHeading(page)).toBeVisible();
  await expect(page.getByRole('list', { name: 'Understood as' })).toBeVisible();
  const first = page.locator('.card').first();
  await expect(first).toBeVisible();
  await expect(first.locator('.open-line').first()).not.toBeEmpty();

  const name = (await first.locator('.card-open').textContent()) ?? '';
  await first.locator('.card-open').click();
  await openForParticipant(page);
  await expect(page.getByRole('heading', { name, exact: true })).toBeFocused();
  await page.getByRole('button', { name: 'Back to the answer' }).click();
  await expect(first.locator('.card-open')).toBeFocused();
});

test('a must-have is asked of every result', async ({ page }) => {
  await open(page);
  await page.locator('.welcome .toggle').first().click();
  await expect(answerHeading(page)).toBeVisible();
  await expect(page.locator('#answer')).not.toContainText('Fits what you asked');
  await page.getByRole('button', { name: 'What matters about the place' }).click();
  await page.locator('.must-haves .fold .fold-button').nth(1).click();
  await page.locator('.strength[data-strength="required"]').first().click();
  await expect(page.locator('.class-section, .empty').first()).toBeVisible();
  await expect(page.locator('.answer-lead')).toHaveCount(0);
  for (const asks of await page.locator('.card .asks').all()) {
    expect(await asks.locator('.ask-question').count()).toBeLessThanOrEqual(3);
  }
});

test('suggestions come while typing, and a picked need becomes a chip', async ({ page }) => {
  await open(page);
  await needField(page).pressSequentially('food');
  await page.locator('.picker-item').first().click();
  await expect(page.locator('.question .chip').first()).toBeVisible();
});

test('axe finds nothing on an answer and on a service’s page at 320 px', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 568 });
  const violations = async () => (await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']).analyze()).violations;
  await open(page);
  await ask(page, 'help with papers');
  await expect(page.locator('.card').first()).toBeVisible();
  await toTop(page);
  expect(await violations()).toEqual([]);
  expect(await overflow(page)).toBe(0);
  await page.locator('.card-open').first().click();
  await openForParticipant(page);
  await toTop(page);
  expect(await violations()).toEqual([]);
  expect(await overflow(page)).toBe(0);
});

test('the page leaves, and Back brings nothing of it', async ({ page }) => {
  await page.goto('about:blank');
  await open(page);
  await ask(page, 'canary-need');
  await expect(answerHeading(page)).toBeVisible();
  await leaveButton(page).click();
  await page.waitForURL(neutral);
  await page.goBack();
  expect(page.url()).toBe('about:blank');
});

test('a place is gone through together, handed over after a yes, and printed', async ({ page, traces }) => {
  // A note that says too much is refused.
  traces.failuresExpected = true;
  await open(page);
  await ask(page, 'a bed tonight');
  const card = page.locator('.card').filter({ has: page.locator('.choose') }).first();
  const name = (await card.locator('.card-open').textContent()) ?? '';
  await card.getByRole('button', { name: 'Choose' }).click();
  await page.getByRole('button', { name: 'Check in together' }).click();
  await page.getByRole('button', { name: 'This was said. Go on' }).click();
  await expect(page.getByRole('heading', { level: 2, name })).toBeFocused();
  expect((await printed(page)).words).toBe(neutralSentence);
  for (const part of await page.locator('.together-sections .step-lines').all()) await expect(part).not.toBeEmpty();
  // Facts that are for staff don't stand on a screen that a person sees.
  for (const more of await page.locator('.together-sections .link-button').all()) await more.click();
  await expect(page.locator('.check-in-person')).not.toContainText(/exploitation|trafficking/i);
  await page.getByText('Français', { exact: true }).last().click();
  await expect(page.getByRole('heading', { level: 3, name: 'Ce qu’on sait', exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Oui', exact: true }).click();
  await expect(page.locator('.hand-card')).toHaveCount(2);
  const paper = (await printed(page)).words;
  expect(paper).not.toBe('');
  expect(paper).not.toMatch(/http|127\.0\.0\.1|Porchlight|bed tonight|\b20\d\d\b/i);
  await page.getByRole('button', { name: 'Reached', exact: true }).click();
  await expect(page.getByText('Counted. Thank you.')).toBeVisible();
  const note = page.getByLabel(/In a few words/);
  await note.fill('Ring 204 555 0123 and ask for Maria');
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(note).toHaveAccessibleDescription(/Leave out names, days, numbers and addresses/);
  await note.fill('Nobody answers at noon.');
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(page.getByText('Sent. Someone will look at it.')).toBeVisible();
  await page.getByRole('button', { name: 'Finish and clear' }).click();
  await expect(page.locator('.welcome')).toBeVisible();
});

test('without a good token nothing is handed over or counted, and every refusal is the same', async ({ request }) => {
  const found = (await (await request.post('/api/v1/search', { data: { text: 'food', language: 'en', limit: 2 } })).json()) as { results: { service_id: string }[] };
  const [one, other] = found.results.map(({ service_id }) => service_id);
  const answers = await refusals(request, [one ?? '', other ?? '']);
  for (const answer of answers) expect(answer).toEqual({ status: 403, text: answers[0]?.text });
});

test('three touches at most lead to a number to ring tonight, on one screen of a phone', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 568 });
  await open(page);
  await page.locator('[data-shortcut="tonight"]').click();
  await page.locator('.tonight-need').first().click();
  await expect(page.locator('.call .phone-number').first()).toBeInViewport({ ratio: 1 });
});

test('the crisis lines come from the directory, each with its number and what police do', async ({ page }) => {
  await open(page);
  const lines = page.getByRole('region', { name: 'Crisis lines' }).getByRole('listitem');
  expect(await lines.count()).toBeGreaterThan(0);
  for (const line of await lines.all()) {
    await expect(line.getByRole('link')).toHaveAttribute('href', /^tel:\+?\d+$/);
    await expect(line).toContainText(/Do police come\? \S/);
  }
});

test('two needs become plans, or it is said that there is none', async ({ page }) => {
  await open(page);
  for (const label of ['A bed tonight', 'A meal today']) {
    await needField(page).fill(label);
    await page.getByRole('option', { name: label, exact: true }).click();
  }
  await page.getByRole('button', { name: 'Find places' }).click();
  await page.locator('.segment').filter({ hasText: 'Plan the visits' }).click();
  await page.getByRole('button', { name: 'Make the plan' }).click();
  await expect(page.locator('.plan-one').or(page.getByText('No plan found.')).first()).toBeVisible();
  await expect(page.locator('.plan-answer')).toContainText(/estimate/);
  expect(await overflow(page)).toBe(0);
});

test('what a must costs is said, and a service is explained against it', async ({ page }) => {
  await open(page);
  await page.locator('.welcome .toggle').first().click();
  await expect(page.locator('.card').first()).toBeVisible();
  const name = (await page.locator('.card-open').first().textContent()) ?? '';
  await page.getByRole('button', { name: 'What matters about the place' }).click();
  await page.locator('.must-haves').first().getByRole('searchbox').fill('no id');
  await page.getByRole('button', { name: 'Must: No ID asked' }).first().click();
  await expect(page.locator('.costs')).toContainText('No ID asked');
  await page.getByRole('button', { name: 'Why this one, why not that one?' }).click();
  await page.getByRole('combobox', { name: 'Name of the service' }).fill(name);
  await page.getByRole('option').filter({ hasText: name }).first().click();
  await expect(page.locator('.explained')).toContainText('No ID asked');
});
