import type { Page } from '@playwright/test';
import { expectNoViolation, smallTargets } from './accessible';
import { ask, expect, open, test, toTop } from './desk';
import { chooseButton, first } from './together';

const words = {
  en: { begin: 'Check in together', told: 'This was said. Go on', may: 'Yes, ask them', yes: 'Yes', large: 'Show the number large', code: 'Show as a code', show: 'Yes, show it', next: 'Next on the list', no: 'No', keep: 'Keep as a sealed file', make: 'Yes, make the file', back: 'Back to the places', file: 'Open a sealed file', seal: 'Seal and save' },
  fr: { begin: 'Faire le point ensemble', told: 'C’est dit. Continuer', may: 'Oui, demande-leur', yes: 'Oui', large: 'Montrer le numéro en grand', code: 'Montrer comme code', show: 'Oui, le montrer', next: 'Suivant sur la liste', no: 'Non', keep: 'Garder dans un fichier scellé', make: 'Oui, faire le fichier', back: 'Retour aux endroits', file: 'Ouvrir un fichier scellé', seal: 'Sceller et enregistrer' },
} as const;

async function expectGood(page: Page): Promise<void> {
  await toTop(page);
  await expectNoViolation(page);
  expect(await smallTargets(page)).toEqual([]);
}

/** Each size, palette and language once; all of them together in the long form. */
const short = ['320 dark fr', '1280 light en'];
const long = process.env['PORCHLIGHT_LONG'] === '1';

for (const size of [{ width: 320, height: 568 }, { width: 1280, height: 900 }]) {
  for (const [colorScheme, language] of [['light', 'en'], ['dark', 'fr']] as const) {
    if (!long && !short.includes(`${size.width} ${colorScheme} ${language}`)) continue;
    test.describe(`${size.width}×${size.height}, ${colorScheme}, ${language}`, () => {
      test.use({ viewport: size, colorScheme });
      const say = words[language];
      const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

      test('axe finds nothing on any step of the check-in, the hand-over and the sealed file', async ({ page }) => {
        await open(page, language);
        await ask(page, language === 'en' ? 'a bed' : 'un lit');
        for (const name of [first, 'Maison du Phare']) await chooseButton(page, name).click();
        await expectGood(page);
        await press(page, say.begin);
        await expectGood(page);
        await press(page, say.told);
        await press(page, say.may);
        await expectGood(page);
        await press(page, say.yes);
        await press(page, say.large);
        await press(page, say.code);
        await expectGood(page);
        await press(page, say.show);
        await expectGood(page);
        await press(page, say.next);
        await press(page, say.no);
        await expectGood(page);
        await press(page, say.back);
        await press(page, say.keep);
        await expectGood(page);
        await press(page, say.make);
        await press(page, say.seal);
        await expect(page.locator('.field-error')).toBeVisible();
        await expectGood(page);
        await press(page, say.back);
        await press(page, say.file);
        await expectGood(page);
      });
    });
  }
}
