import { ask, expect, needField, open, test } from './desk';
import { agree, beginCheckIn, chooseButton, first } from './together';

test('the shortlist is filled from results and a service’s page, and emptied again', async ({ page }) => {
  await open(page);
  await ask(page, 'a bed');
  const list = page.getByRole('region', { name: 'Chosen together' });
  await expect(list).toHaveCount(0);
  await chooseButton(page, first).click();
  await page.getByRole('button', { name: 'Maison du Phare', exact: true }).click();
  await chooseButton(page, 'Maison du Phare').click();
  await expect(list.getByRole('listitem')).toHaveText([/Elm Street/, /Maison du Phare/]);
  await expect(page.getByRole('status').filter({ hasText: '2 places on the list' })).toHaveCount(1);
  await list.getByRole('listitem').filter({ hasText: first }).getByRole('button', { name: 'Take off' }).click();
  await chooseButton(page, 'Maison du Phare').click();
  await expect(list).toHaveCount(0);
});

test('what has to be checked first, or does not fit, cannot be chosen from the list', async ({ page }) => {
  await open(page);
  await ask(page, 'a bed');
  await page.getByText('Tonight', { exact: true }).click();
  await page.getByRole('button', { name: /Not until we’ve checked/ }).click();
  await expect(page.locator('.card[data-class="hold"]')).toBeVisible();
  await expect(page.locator('.card[data-class="hold"] .choose')).toHaveCount(0);
});

test('before anything is told: what is kept, and what may have to be reported', async ({ page }) => {
  await open(page);
  await ask(page, 'a bed');
  await chooseButton(page, first).click();
  await page.getByRole('button', { name: 'Check in together' }).click();
  await expect(page.getByRole('heading', { name: 'First, before you tell anything' })).toBeFocused();
  await expect(page.getByText('Before you tell me more: ask me what I would have to report.')).toBeVisible();
  await expect(page.getByRole('heading', { name: first })).toHaveCount(0);
  // In the person's language, the worker's page around it staying as it is.
  await page.getByText('Français', { exact: true }).last().click();
  await expect(page.getByText('Avant de m’en dire plus : demande-moi ce que je devrais signaler.')).toBeVisible();
  await expect(page.locator('.check-in-person')).toHaveAttribute('lang', 'fr');
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
});

test('the words of the operator’s counsel stand there with name and day', async ({ page }) => {
  await page.route('**/api/v1/catalogue', async (route) => {
    const answer = await route.fetch();
    const body = (await answer.json()) as Record<string, unknown>;
    await route.fulfill({ response: answer, json: { ...body, reporting: { name: 'R. Hale, counsel', date: '2026-05-02', text: { en: 'I must report harm to a child.' } } } });
  });
  await open(page);
  await ask(page, 'a bed');
  await chooseButton(page, first).click();
  await page.getByRole('button', { name: 'Check in together' }).click();
  await expect(page.getByText('I must report harm to a child.')).toBeVisible();
  await expect(page.getByText('R. Hale, counsel, May 2, 2026')).toBeVisible();
  await page.getByText('Français', { exact: true }).last().click();
  await expect(page.locator('.tell-report')).toHaveAttribute('lang', 'en');
});

test('one place at a time, in the person’s language, with the agency’s own words marked', async ({ page }) => {
  await open(page);
  await beginCheckIn(page);
  for (const title of ['What it is', 'When', 'How far', 'What they will ask for', 'What is known', 'What isn’t known']) {
    await expect(page.getByRole('heading', { level: 3, name: title, exact: true })).toBeVisible();
  }
  await expect(page.locator('[data-part="known"]')).toContainText('Checked 3 March 2026, by call-back');
  await expect(page.locator('[data-part="unknown"]')).toContainText('Not known whether people can smudge there.');
  await page.getByText('Français', { exact: true }).last().click();
  await expect(page.getByRole('heading', { level: 3, name: 'Ce qu’on ne sait pas' })).toBeVisible();
  const own = page.locator('[data-part="what"] bdi[lang="en"]');
  await expect(own).toContainText('Beds for one night at a time');
  await expect(page.locator('[data-part="what"] .own-words')).toHaveText('Dans leurs mots');
  await expect(page.locator('[data-part="what"] .language-mark')).toHaveText('en anglais');
  // No number before leave to ring.
  await expect(page.locator('.check-in .phone-number')).toHaveCount(0);
});

test('declining needs no reason, sends nothing, and narrows nothing', async ({ page, traces }) => {
  await open(page);
  await beginCheckIn(page);
  await page.getByRole('button', { name: 'No', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Maison du Phare' })).toBeFocused();
  await page.getByRole('button', { name: 'Not now' }).click();
  await expect(page.getByRole('heading', { name: 'That was the list' })).toBeFocused();
  expect(traces.urls.filter((url) => /check-in|hand-over|count|report$/.test(url))).toEqual([]);
  await page.getByRole('button', { name: 'Back to the places' }).click();
  await expect(page.locator('#answer')).toBeFocused();
  await expect(chooseButton(page, first)).toBeVisible();
  await expect(page.getByRole('region', { name: 'Chosen together' }).getByRole('listitem')).toHaveText([/Maison du Phare.*for later/]);
  await ask(page, 'a bed');
  await expect(page.getByRole('button', { name: first, exact: true })).toBeVisible();
});

test('another can be shown, and something changed, without an answer', async ({ page }) => {
  await open(page);
  await beginCheckIn(page);
  await page.getByRole('button', { name: 'Show another' }).click();
  await expect(page.getByRole('heading', { name: 'Maison du Phare' })).toBeFocused();
  await page.getByRole('button', { name: 'Change something' }).click();
  await expect(needField(page)).toBeFocused();
  await expect(page.getByRole('region', { name: 'Chosen together' }).getByRole('listitem')).toHaveCount(2);
  // Told once is told: it goes on where it was.
  await page.getByRole('button', { name: 'Check in together' }).click();
  await expect(page.getByRole('heading', { name: first })).toBeFocused();
});

test('with leave to ring there is the number, and questions about no one', async ({ page }) => {
  await open(page);
  await beginCheckIn(page, ['Maison du Phare']);
  await page.getByRole('button', { name: 'Yes, ask them' }).click();
  const part = page.locator('.ask-first');
  await expect(part.locator('.phone-number')).toHaveText('204-555-0120');
  await expect(part).toContainText('no name, no age, no reason');
  await expect(part).toContainText('“Are you taking people today? Until when?”');
  await expect(page.locator('.hand-card')).toHaveCount(0);
});

test('a place that has to be checked first is not put before the person, even from the list of names', async ({ page }) => {
  await open(page);
  await ask(page, 'a bed');
  await page.getByRole('button', { name: 'Show more' }).click();
  // Chosen while nothing was asked of places; then something was.
  await chooseButton(page, 'Cedar Rooms').click();
  await page.getByText('Tonight', { exact: true }).click();
  await expect(page.locator('[data-class="ask"] .card').first()).toBeVisible();
  await page.getByRole('button', { name: 'Check in together' }).click();
  await page.getByRole('button', { name: 'This was said. Go on' }).click();
  await expect(page.getByRole('heading', { name: 'This one has to be checked first' })).toBeFocused();
  await expect(page.getByRole('button', { name: 'Yes', exact: true })).toHaveCount(0);
  await expect(page.getByText('Where exactly it is isn’t published')).toBeVisible();
});

test('reading aloud starts by touch only, with a voice of the device', async ({ page }) => {
  await page.addInitScript(() => {
    const spoken: string[] = [];
    const voice = (lang: string, localService: boolean) => ({ lang, localService, name: lang, default: false, voiceURI: lang });
    Object.assign(window, { spoken });
    Object.defineProperty(window, 'speechSynthesis', {
      value: {
        getVoices: () => voices,
        addEventListener: () => undefined,
        removeEventListener: () => undefined,
        speak: (utterance: { text: string; lang: string }) => spoken.push(`${utterance.lang} ${utterance.text}`),
        cancel: () => undefined,
      },
    });
    const voices = [voice('en-CA', true), voice('fr-CA', false)];
    Object.assign(window, {
      SpeechSynthesisUtterance: class {
        lang = '';
        voice = null;
        onend = null;
        constructor(readonly text: string) {}
      },
    });
  });
  await open(page);
  await beginCheckIn(page);
  const spoken = () => page.evaluate(() => (window as unknown as { spoken: string[] }).spoken);
  expect(await spoken()).toEqual([]);
  await page.getByRole('button', { name: 'Read aloud' }).click();
  const words = await spoken();
  expect(words[0]).toBe(`en-CA ${first}`);
  expect(words.join('\n')).toContain('Checked 3 March 2026');
  // French has a voice too, but one that sends the words away.
  await page.getByText('Français', { exact: true }).last().click();
  await expect(page.getByRole('heading', { level: 3, name: 'Ce que c’est' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Lire à voix haute' })).toHaveCount(0);
});

test('without a voice of the device there is nothing to read aloud with', async ({ page }) => {
  await open(page);
  await beginCheckIn(page);
  expect(await page.evaluate(() => window.speechSynthesis.getVoices().filter(({ localService }) => localService).length)).toBe(0);
  await expect(page.getByRole('button', { name: 'Read aloud' })).toHaveCount(0);
});

test('finishing clears question, answer, list and hand-over at once', async ({ page }) => {
  await open(page);
  await beginCheckIn(page);
  await agree(page);
  await page.getByLabel('Your first name').fill('canary-name');
  await page.getByRole('button', { name: 'Finish and clear' }).click();
  await expect(page.locator('.welcome')).toBeVisible();
  await expect(needField(page)).toHaveValue('');
  await expect(page.locator('body')).not.toContainText('canary-name');
  await expect(page.locator('body')).not.toContainText(first);
  await expect(page.getByRole('region', { name: 'Chosen together' })).toHaveCount(0);
  await page.emulateMedia({ media: 'print' });
  expect(await page.evaluate(() => document.body.innerText.trim())).toBe('There is nothing to print on this page.');
});
