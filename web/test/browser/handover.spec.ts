import type { Page } from '@playwright/test';
import { expect, needField, open, tabTo, test } from './desk';
import { beginCheckIn, chooseButton, first } from './together';
import { printed } from './paper';

const words = {
  en: {
    need: 'a bed', option: 'A bed tonight', find: 'Find places', begin: 'Check in together', told: 'This was said. Go on', yes: 'Yes',
    agreed: 'Agreed. Everything below is for this place only.', name: 'Your first name', number: 'A number to reach you', print: 'Print the card',
    a4: 'A4', wallet: 'Wallet', finish: 'Finish and clear', title: 'To reach', ask: 'Ask for', stays: 'Stays in touch',
  },
  fr: {
    need: 'un lit', option: 'Un lit pour cette nuit', find: 'Trouver des endroits', begin: 'Faire le point ensemble', told: 'C’est dit. Continuer', yes: 'Oui',
    agreed: 'Accepté. Tout ce qui suit ne concerne que cet endroit.', name: 'Votre prénom', number: 'Un numéro pour vous joindre', print: 'Imprimer la carte',
    a4: 'A4', wallet: 'Portefeuille', finish: 'Terminer et effacer', title: 'Pour joindre', ask: 'Demander', stays: 'Reste en contact',
  },
} as const;

/** Presses a button as someone without a mouse would. */
async function pressButton(page: Page, name: string): Promise<void> {
  const button = page.getByRole('button', { name, exact: true });
  await expect(button).toBeVisible();
  await tabTo(page, button, 200);
  await page.keyboard.press('Enter');
}

for (const language of ['en', 'fr'] as const) {
  const say = words[language];

  test(`from a need to a printed card by keyboard alone, in ${language}`, async ({ page }) => {
    await page.addInitScript(() => {
      Object.assign(window, { prints: 0, print: () => { (window as unknown as { prints: number }).prints++; } });
    });
    await open(page);
    if (language === 'fr') await pressButton(page, 'Français');

    await tabTo(page, needField(page));
    await page.keyboard.type(say.need);
    await page.keyboard.press('Enter');
    await expect(page.locator('.card').first()).toBeVisible();
    await tabTo(page, chooseButton(page, first), 200);
    await page.keyboard.press('Space');
    await pressButton(page, say.begin);
    await pressButton(page, say.told);
    await expect(page.getByRole('heading', { level: 2, name: first })).toBeFocused();
    await pressButton(page, say.yes);
    await expect(page.getByText(say.agreed)).toBeVisible();

    await tabTo(page, page.getByLabel(say.name));
    await page.keyboard.type('Sam');
    await tabTo(page, page.getByLabel(say.number));
    await page.keyboard.type('204-555-0199');
    await tabTo(page, page.getByRole('radio', { name: say.wallet }));
    await pressButton(page, say.print);
    expect(await page.evaluate(() => (window as unknown as { prints: number }).prints)).toBe(1);

    await expectPlainCard(page, say);
    await tabTo(page, page.getByRole('radio', { name: say.wallet }), 200);
    await page.keyboard.press('ArrowRight');
    expect((await printed(page)).size).toContain('letter');
    await page.keyboard.press('ArrowRight');
    await expect(page.getByRole('radio', { name: say.a4 })).toBeChecked();
    expect((await printed(page)).size).toContain('A4');
    await expectPlainCard(page, say);

    await pressButton(page, say.finish);
    await expect(page.locator('.welcome')).toBeVisible();
    expect((await printed(page)).words).not.toContain('Sam');
  });
}

/** Number, contact, hours and the worker's own line; no address of the web, date, need or host. */
async function expectPlainCard(page: Page, say: (typeof words)['en' | 'fr']): Promise<void> {
  const { words: paper, title, pages } = await printed(page);
  for (const line of [say.title, '204-555-0101', say.ask, 'Dana', say.stays, 'Sam, 204-555-0199']) expect(paper).toContain(line);
  expect(pages).toBe(1);
  expect(title).toBe('Porchlight');
  const year = String(new Date().getFullYear());
  for (const never of ['http', '127.0.0.1', 'localhost', year, say.option, say.need, 'Porchlight', 'Winnipeg']) expect(paper.toLowerCase()).not.toContain(never.toLowerCase());
  expect(paper).not.toMatch(/\d{1,2}[/.]\d{1,2}[/.]\d{2,4}|\d{4}-\d{2}-\d{2}/);
}

test('the words for the call come in the worker’s language too', async ({ page }) => {
  await open(page);
  await beginCheckIn(page);
  await page.getByText('Français', { exact: true }).last().click();
  await page.getByRole('button', { name: 'Oui', exact: true }).click();
  const scripts = page.locator('#way-of-contact ul');
  await expect(scripts).toHaveCount(2);
  await expect(scripts.first()).toHaveAttribute('lang', 'fr');
  await expect(scripts.first()).toContainText('Bonjour');
  await expect(scripts.last()).toHaveAttribute('lang', 'en');
  await expect(scripts.last()).toContainText('Hello');
});

test('the card speaks the person’s language, whatever the desk’s is', async ({ page }) => {
  await open(page);
  await beginCheckIn(page);
  await page.getByText('Français', { exact: true }).last().click();
  await page.getByRole('button', { name: 'Oui', exact: true }).click();
  await page.getByLabel('Your first name').fill('Sam');
  const { words: paper } = await printed(page);
  for (const line of ['Pour joindre', 'Demander', 'Reste en contact', 'Sam']) expect(paper).toContain(line);
  await expect(page.locator('#paper .hand-card')).toHaveAttribute('lang', 'fr');
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
});
