import type { Page } from '@playwright/test';
import { ask, expect, needField, open, test } from './desk';
import { neutralSentence, printed } from './paper';
import { agree, beginCheckIn, chooseButton, first, refusals } from './together';

/** All that could be made of a hand-over, and what it would be made with. */
async function expectNothingHandedOver(page: Page, urls: string[]): Promise<void> {
  await expect(page.locator('.hand-card, .code-drawing, .large-number')).toHaveCount(0);
  await expect(page.getByRole('button', { name: /print|as a code|copy|large/i })).toHaveCount(0);
  expect(await page.evaluate(() => document.getElementById('paper')?.childElementCount)).toBe(0);
  expect(urls.filter((url) => /\/(check-in|hand-over|count)$/.test(url))).toEqual([]);
  expect((await printed(page)).words).toBe(neutralSentence);
}

test('at no step before a yes is there anything to print, show or count', async ({ page, traces }) => {
  await open(page);
  await ask(page, 'a bed');
  await expect(page.locator('.card').first()).toBeVisible();
  await expectNothingHandedOver(page, traces.urls);
  await page.getByRole('button', { name: first, exact: true }).click();
  await expect(page.locator('.service-sections')).toBeVisible();
  await expectNothingHandedOver(page, traces.urls);
  await chooseButton(page, first).click();
  await page.getByRole('button', { name: 'Check in together' }).click();
  await expectNothingHandedOver(page, traces.urls);
  await page.getByRole('button', { name: 'This was said. Go on' }).click();
  await page.getByRole('button', { name: 'Yes, ask them' }).click();
  await expectNothingHandedOver(page, traces.urls);
  await page.getByRole('button', { name: 'No', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'That was the list' })).toBeVisible();
  await expectNothingHandedOver(page, traces.urls);
});

test('the keys for printing, and a print without the style sheet, give the neutral sentence', async ({ page }) => {
  await open(page);
  await beginCheckIn(page);
  await page.keyboard.press('Control+P');
  await page.evaluate(() => {
    for (const sheet of document.querySelectorAll('link[rel="stylesheet"], style')) sheet.remove();
    window.dispatchEvent(new Event('beforeprint'));
  });
  expect(await page.evaluate(() => [...document.querySelectorAll<HTMLElement>('#root > *')].filter(({ hidden }) => !hidden).map(({ innerText }) => innerText.trim()))).toEqual([
    neutralSentence,
  ]);
  await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
  await expect(page.getByRole('heading', { name: first })).toBeVisible();
});

test('nothing can be copied, though all of it can be selected for a screen reader', async ({ page }) => {
  await open(page);
  await needField(page).fill('typed before');
  await needField(page).press('Control+A');
  await needField(page).press('Control+C');
  await beginCheckIn(page, [first]);
  await page.getByRole('button', { name: 'Yes, ask them' }).click();
  await page.keyboard.press('Control+A');
  expect(await page.evaluate(() => window.getSelection()?.toString() ?? '')).toContain('204-555-0101');
  await page.keyboard.press('Control+C');
  await page.keyboard.press('Control+X');
  // As a script of an extension would.
  await page.evaluate("document.execCommand('copy')");
  // What is pasted is what was there before.
  await page.getByRole('button', { name: 'Change something' }).click();
  await needField(page).fill('');
  await needField(page).press('Control+V');
  await expect(needField(page)).toHaveValue('typed before');
});

test('what was handed over may be copied, and nothing beside it', async ({ page }) => {
  await open(page);
  await beginCheckIn(page);
  await agree(page);
  const prevented = await page.evaluate(() => {
    const copy = (selector: string) => {
      const element = document.querySelector(selector);
      if (element === null) throw new Error(selector);
      window.getSelection()?.selectAllChildren(element);
      return !element.dispatchEvent(new ClipboardEvent('copy', { bubbles: true, cancelable: true }));
    };
    return [copy('.hand-card'), copy('.step-heading'), copy('.hand-over')];
  });
  expect(prevented).toEqual([false, true, true]);
});

test('a refused yes hands over nothing, and says so', async ({ page, traces }) => {
  traces.failuresExpected = true;
  await page.route('**/api/v1/hand-over', async (route) => {
    const body = route.request().postDataJSON() as Record<string, unknown>;
    await route.continue({ postData: JSON.stringify({ ...body, token: `${String(body['token'])}x` }) });
  });
  await open(page);
  await beginCheckIn(page);
  await page.getByRole('button', { name: 'Yes', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('This yes is too old, or was used before.');
  await expect(page.locator('.hand-card')).toHaveCount(0);
  expect((await printed(page)).words).toBe(neutralSentence);
});

test('pressing yes twice spends one yes', async ({ page, traces }) => {
  await open(page);
  await beginCheckIn(page);
  await page.getByRole('button', { name: 'Yes', exact: true }).dblclick();
  await expect(page.getByText('Agreed. Everything below is for this place only.')).toBeVisible();
  expect(traces.urls.filter((url) => url.endsWith('/api/v1/hand-over'))).toHaveLength(1);
});

test('a yes to one place is none to the next', async ({ page }) => {
  await open(page);
  await beginCheckIn(page);
  await agree(page);
  expect((await printed(page)).words).toContain('204-555-0101');
  await page.getByRole('button', { name: 'Next on the list' }).click();
  await expect(page.getByRole('heading', { name: 'Maison du Phare' })).toBeFocused();
  expect((await printed(page)).words).toBe(neutralSentence);
  await expect(page.locator('.hand-card')).toHaveCount(0);
});

test('the question stands before the code, and the code is gone after a minute', async ({ page }) => {
  await page.clock.install();
  await open(page);
  await beginCheckIn(page);
  await agree(page);
  await expect(page.locator('.code-drawing')).toHaveCount(0);
  await page.getByRole('button', { name: 'Show as a code' }).click();
  await expect(page.getByText('Is it all right to have this on your phone?')).toBeVisible();
  await expect(page.locator('.code-drawing')).toHaveCount(0);
  await page.getByRole('button', { name: 'No', exact: true }).click();
  await page.getByRole('button', { name: 'Show as a code' }).click();
  await page.getByRole('button', { name: 'Yes, show it' }).click();
  await expect(page.locator('.code-drawing')).toBeVisible();
  await page.clock.runFor(59_000);
  await expect(page.locator('.code-drawing')).toBeVisible();
  await page.clock.runFor(1_500);
  await expect(page.locator('.code-drawing')).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Show as a code' })).toBeVisible();
});

test('an outcome is counted once, and only for what was handed over', async ({ page, traces }) => {
  await open(page);
  await beginCheckIn(page);
  await agree(page);
  await page.getByRole('button', { name: 'Reached', exact: true }).click();
  await expect(page.getByText('Counted. Thank you.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Full', exact: true })).toHaveCount(0);
  expect(traces.urls.filter((url) => url.endsWith('/api/v1/count'))).toHaveLength(1);
});

test('a report goes out without a word about a person', async ({ page, traces }) => {
  traces.failuresExpected = true;
  await open(page);
  await beginCheckIn(page);
  await agree(page);
  await page.getByText('It wasn’t all right there').click();
  await page.getByLabel('About', { exact: true }).selectOption('told_others');
  const note = page.getByLabel(/In a few words/);
  await note.fill('Ring 204 555 0123');
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(note).toHaveAccessibleDescription(/Leave out names, days, numbers and addresses.*phone number/);
  await note.fill('They told the person at the door.');
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(page.getByText('Sent. Someone will look at it.')).toBeVisible();
  await expect(note).toHaveValue('');
});

test('without a good token the server hands over nothing, and says nothing of why', async ({ request }) => {
  const answers = await refusals(request, ['00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000003']);
  expect(answers).toHaveLength(9);
  for (const answer of answers) expect(answer).toEqual({ status: 403, text: answers[0]?.text });
});

for (const answer of ['no', 'not_now', 'YES', true, null]) {
  test(`the server takes no other answer than a yes: ${String(answer)}`, async ({ request }) => {
    const refused = await request.post('/api/v1/check-in', { data: { service_id: '00000000-0000-4000-8000-000000000001', answer } });
    expect(refused.status()).toBe(400);
  });
}

test('while the page is hidden because nobody used it, the card is too', async ({ page }) => {
  await page.clock.install();
  await open(page);
  await beginCheckIn(page);
  await agree(page);
  await page.clock.fastForward(16 * 60_000);
  await expect(page.locator('.hand-over')).toBeHidden();
  expect((await printed(page)).words).toBe(neutralSentence);
  await page.getByRole('button', { name: 'Show it again' }).click();
  expect((await printed(page)).words).toContain('204-555-0101');
});

test('a wrong detail can be reported from a service’s page, without a yes', async ({ page, traces }) => {
  await open(page);
  await ask(page, 'a bed');
  await page.getByRole('button', { name: first, exact: true }).click();
  await page.getByRole('button', { name: 'Tell the directory about this place' }).click();
  await page.getByLabel('About', { exact: true }).selectOption('hours');
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(page.getByText('Sent. Someone will look at it.')).toBeVisible();
  expect(traces.urls.filter((url) => /\/(check-in|hand-over|count)$/.test(url))).toEqual([]);
});

test('who has reported three places that day is told that a fourth report waits', async ({ page }) => {
  await page.route('**/api/v1/report', (route) => route.fulfill({ json: { in_force: false } }));
  await open(page);
  await ask(page, 'a bed');
  await page.locator('.card-open').first().click();
  await page.getByRole('button', { name: 'Tell the directory about this place' }).click();
  await page.getByText('It wasn’t all right there').click();
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(page.getByText(/You have reported three places today/)).toBeVisible();
});
