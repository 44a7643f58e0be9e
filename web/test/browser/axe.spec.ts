import { expectNoViolation, smallTargets, wcag } from './accessible';
import { ask, askForTonight, expect, needField, open, overflow, test, toTop } from './desk';

const sizes = [
  { width: 320, height: 568 },
  { width: 768, height: 1024 },
  { width: 1920, height: 1080 },
];

/** Each size, palette and language at least once; all of them together in the long form. */
const short = ['320 dark fr', '768 dark en', '1920 light fr'];
const long = process.env['PORCHLIGHT_LONG'] === '1';

for (const size of sizes) {
  for (const colorScheme of ['light', 'dark'] as const) {
    for (const language of ['en', 'fr'] as const) {
      if (!long && !short.includes(`${size.width} ${colorScheme} ${language}`)) continue;
      test.describe(`${size.width}×${size.height}, ${colorScheme}, ${language}`, () => {
        test.use({ viewport: size, colorScheme });

        test('axe finds nothing on the question with everything unfolded', async ({ page }) => {
          await open(page, language);
          await expectNoViolation(page);
          for (const fold of await page.locator('.folds > div > .fold > .fold-heading button, .need-field > .fold > .fold-heading button').all()) {
            await fold.click();
          }
          await page.locator('.must-haves .fold .fold button').first().click();
          await page.locator('.need-groups button').first().click();
          await toTop(page);
          await expectNoViolation(page);
          expect(await smallTargets(page)).toEqual([]);
          await needField(page).pressSequentially(language === 'en' ? 'no' : 'un');
          await expect(page.locator('.picker-item').first()).toBeVisible();
          // A list that opens over the page stands in no landmark of it.
          await expectNoViolation(page, wcag);
        });

        test('axe finds nothing on an answer in all its classes, and on a service’s page', async ({ page }) => {
          await open(page, language);
          await askForTonight(page);
          await page.locator('[data-class="hold"] > .fold button').first().click();
          await page.locator('[data-class="ruled_out"] > .fold button').first().click();
          await expect(page.locator('.card')).toHaveCount(6);
          for (const fold of await page.locator('.card-foot .fold-button').all()) await fold.click();
          await toTop(page);
          await expectNoViolation(page);
          expect(await smallTargets(page)).toEqual([]);
          await page.locator('.card-open').first().click();
          await expect(page.locator('.service-sections')).toBeVisible();
          await toTop(page);
          await expectNoViolation(page);
          expect(await smallTargets(page)).toEqual([]);
        });

        test('axe finds nothing on the call list, the safety plan, the costs, and the screen turned to the person', async ({ page }) => {
          await open(page, language);
          await page.locator('[data-shortcut="tonight"]').click();
          await expectNoViolation(page);
          await page.locator('.tonight-need').first().click();
          await page.locator('.call').nth(2).locator('.toggle').first().click();
          await page.locator('.must-haves > .fold > .fold-heading button').first().click();
          await page.locator('.presets .fold button').first().click();
          await page.locator('.presets .buttons button').first().click();
          await page.locator('.safety-plan > .fold > .fold-heading button').click();
          await page.locator('.safety-plan .fold .fold button').first().click();
          await page.locator('.safety-plan .strength').first().click();
          // The answer to the last change: while it is on its way the one before is faded.
          await expect(page.locator('.costs')).toContainText(/isn’t loosened|ne s’assouplit pas/);
          await expect(page.locator('.answer[data-busy="true"]')).toHaveCount(0);
          await page.locator('.call .fold-button').first().click();
          await toTop(page);
          await expectNoViolation(page);
          expect(await smallTargets(page)).toEqual([]);
          await page.locator('[data-shortcut="turn"]').click();
          await page.locator('.not-shown button').click();
          await toTop(page);
          await expectNoViolation(page);
          expect(await smallTargets(page)).toEqual([]);
        });
      });
    }
  }
}

test('axe finds nothing where nothing was found, nor on a failure', async ({ page, traces }) => {
  traces.failuresExpected = true;
  await open(page);
  await ask(page, 'nothing-here');
  await expect(page.locator('.empty')).toBeVisible();
  await toTop(page);
  await expectNoViolation(page);
  await ask(page, 'server-error');
  await expect(page.getByRole('alert')).toBeVisible();
  await toTop(page);
  await expectNoViolation(page);
});

test('text can be twice as large without anything running off the page', async ({ page }) => {
  await page.setViewportSize({ width: 640, height: 800 });
  await open(page);
  await askForTonight(page);
  await page.evaluate(() => {
    document.documentElement.style.fontSize = '200%';
  });
  expect(await overflow(page)).toBe(0);
});

test('with reduced motion nothing moves', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await open(page);
  await ask(page, 'a bed');
  await expect(page.locator('.card').first()).toBeVisible();
  expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
});
