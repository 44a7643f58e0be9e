import type { Page } from '@playwright/test';
import { field, fillAndSend, password, test, toSignIn } from './account';
import { expectNoViolation } from './accessible';
import { expect, open } from './desk';

// One after another: one of them ends the account's sessions.
test.describe.configure({ mode: 'default' });

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

async function openListings(page: Page): Promise<void> {
  await open(page);
  await toSignIn(page).click();
  await fillAndSend(page, { Name: 'agency', Password: password, 'Code of your authenticator': '' }, 'Sign in');
  await expect(page.getByRole('heading', { name: 'Our listings', level: 1 })).toBeVisible();
}

test('an agency sees how each listing stands, mends a fault, keeps its draft and sends it', async ({ page }) => {
  await openListings(page);
  const row = (name: string) => page.locator('.agency-row').filter({ hasText: name });
  await expect(row('North House')).toContainText('2 facts are due to be checked again.');
  await expect(row('North Kitchen')).toContainText('Waits for review since 2026-11-23');
  await expect(row('North Rides')).toContainText('Which days?');
  await expectNoViolation(page);

  await button(page, 'Change North House').click();
  await field(page, 'Name').fill('');
  await button(page, 'Send for review').click();
  await expect(page.locator('.agency-errors')).toBeFocused();
  await expect(field(page, 'Name')).toHaveAccessibleDescription(/A listing has a name/);
  await field(page, 'Name').fill('North House Nights');
  await expect(page.getByText('Draft kept.')).toBeVisible();
  await expectNoViolation(page);

  await page.reload();
  await button(page, 'Change North House').click();
  await expect(field(page, 'Name')).toHaveValue('North House Nights');
  await button(page, 'Send for review').click();
  await expect(page.locator('.agency-confirm')).toBeFocused();
  await expect(page.locator('.agency-confirm')).toContainText('North House Nights');
  await button(page, 'Yes, send it').click();
  await expect(page.locator('.agency-outcome')).toContainText('North House Nights: sent for review.');
});

test('a draft is looked at as a worker and as the kiosk show it before it is sent', async ({ page }) => {
  await openListings(page);
  await button(page, 'Change North House').click();
  await field(page, 'Name').fill('North House Nights');
  await button(page, 'Preview').click();
  const seen = (who: string) => page.locator(`.agency-preview [data-who=${who}]`);
  await expect(seen('worker').getByRole('heading', { name: 'North House Nights' })).toBeVisible();
  await expect(seen('kiosk').getByRole('heading', { name: 'North House Nights' })).toBeVisible();
  await expectNoViolation(page);
  await page.getByText('Staff only', { exact: true }).click();
  await expect(page.locator('.agency-preview')).toHaveCount(0);
  await button(page, 'Preview').click();
  await expect(seen('kiosk')).toContainText('It would not be shown here.');
});

test('a file of listings shows what it would change, names what can’t be taken, and is sent whole', async ({ page }) => {
  await openListings(page);
  await button(page, 'Many listings at once').click();
  const choose = async (text: string) => page.getByLabel('Choose a file').setInputFiles({ name: 'listings.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
  await choose('name,organization,description\nNorth One,,bad\nNorth Two,,Beds\n');
  await expect(page.locator('.agency-faults')).toContainText('Line 2, url: an address of a page begins with https://');
  await expect(page.getByRole('button', { name: /for review$/ })).toHaveCount(0);
  await choose('name,organization,description\nNorth One,,Meals\nNorth Two,,Beds\n');
  await expect(page.locator('.agency-upload')).toContainText('2 listings were read: 2 would change');
  await expectNoViolation(page);
  await button(page, 'Send 2 listings for review').click();
  await expect(page.locator('.agency-outcome')).toContainText('2 listings were sent for review.');
});

test('a new listing has its facts at once; places, contacts and languages are said field by field', async ({ page }) => {
  await openListings(page);
  await button(page, 'Add a listing').click();
  await expect(page.getByRole('radiogroup', { name: 'No ID asked' })).toBeVisible();
  await field(page, 'What you do, in plain words').fill('Our organization facilitates comprehensive multidisciplinary rehabilitation opportunities for individuals in the community.');
  await expect(page.locator('.agency-reads')).toContainText('Grade 8 or lower');
  await button(page, 'Add a place').click();
  await page.getByText('Where it is stays hidden').click();
  await expect(field(page, 'Street and number')).toHaveCount(0);
  await field(page, 'Area that may be shown').fill('West side');
  await button(page, 'Add a contact').click();
  await field(page, 'Direct number').fill('no');
  await button(page, 'Send for review').click();
  const faults = page.locator('.agency-errors');
  await expect(faults).toBeFocused();
  await faults.getByRole('button', { name: 'A contact has a name, or says what they do.' }).click();
  await expect(page.getByRole('group', { name: 'Contact 1' }).getByRole('textbox', { name: 'Name', exact: true })).toBeFocused();
  await expectNoViolation(page);
});

test('closed days, whom it takes, what it costs and when a phone is answered are said field by field, and outlive a reload', async ({ page }) => {
  await openListings(page);
  await button(page, 'Change North Beds').click();
  await button(page, 'Add days').click();
  const days = page.getByRole('group', { name: 'Days 1' });
  await days.getByRole('textbox', { name: /^First of these days/ }).fill('2026-12-26');
  await days.getByRole('textbox', { name: 'Last of these days' }).fill('2026-12-24');
  await expect(days.getByRole('textbox', { name: 'Last of these days' })).toHaveAccessibleDescription('The last day is before the first.');
  await days.getByRole('textbox', { name: /^First of these days/ }).fill('2026-12-24');
  await days.getByRole('textbox', { name: 'Last of these days' }).fill('2026-12-26');
  await page.getByText('Women', { exact: true }).click();
  await page.getByText('All ages', { exact: true }).click();
  await field(page, 'Youngest age').fill('13');
  await expect(page.getByText('All ages, or from one age to another: not both.')).toBeVisible();
  await field(page, 'Youngest age').fill('');
  await page.getByLabel('What it costs').selectOption('An amount');
  await expect(field(page, 'How much')).toHaveAccessibleDescription('An amount is above 0.');
  await field(page, 'How much').fill('5,50');
  await page.getByText('Nothing has to be brought').click();
  await button(page, 'Add when it is answered').click();
  const answered = page.getByRole('group', { name: 'Answered 1' });
  await answered.getByText('Mon', { exact: true }).click();
  await answered.getByRole('textbox', { name: /^From/ }).fill('9');
  await expect(answered.getByRole('textbox', { name: /^From/ })).toHaveAccessibleDescription('Write times like 09:00.');
  await answered.getByRole('textbox', { name: /^From/ }).fill('09:00');
  await answered.getByRole('textbox', { name: /^To/ }).fill('17:00');
  await expect(page.getByText('Draft kept.')).toBeVisible();
  await expectNoViolation(page);

  await page.reload();
  await button(page, 'Change North Beds').click();
  await expect(page.getByRole('textbox', { name: /^First of these days/ })).toHaveValue('2026-12-24');
  await expect(field(page, 'How much')).toHaveValue('5.5');
  await expect(answered.getByRole('textbox', { name: /^To/ })).toHaveValue('17:00');
  await button(page, 'Preview').click();
  const seen = page.locator('.agency-preview [data-who=worker]');
  await expect(seen.getByText('Answered Mon 09:00–17:00').first()).toBeVisible();
  await button(page, 'Send for review').click();
  for (const part of ['Closed or other hours on some days', 'Who is taken', 'All ages', 'What it costs', 'Phone']) await expect(page.locator('.agency-confirm dt').getByText(part, { exact: true })).toBeVisible();
});

test('what was typed outlives a lost connection, a refusal and the end of the session', async ({ page, request }) => {
  await openListings(page);
  await button(page, 'Change North Beds').click();
  await page.route('**/api/v1/desk/**', (route) => route.abort());
  await field(page, 'Name').fill('Typed while offline');
  await expect(page.getByText('The draft couldn’t be kept.')).toBeVisible();
  await button(page, 'Send for review').click();
  await button(page, 'Yes, send it').click();
  await expect(field(page, 'Name')).toHaveValue('Typed while offline');
  await page.unroute('**/api/v1/desk/**');
  await request.post('/api/v1/end-sessions', { data: { name: 'agency' } });
  await field(page, 'E-mail').fill('help@example.org');
  await expect(page.getByText('The draft couldn’t be kept.')).toBeVisible();
  await expect(field(page, 'Name')).toHaveValue('Typed while offline');
  await expect(field(page, 'E-mail')).toHaveValue('help@example.org');
});

test('a listing is withdrawn after asking twice', async ({ page }) => {
  await openListings(page);
  await button(page, 'Withdraw North Rest').click();
  await button(page, 'Yes, ask for it').click();
  await expect(page.locator('.agency-outcome')).toContainText('North Rest: sent to be withdrawn.');
});

test('the form fits 320 px, dark, in French, with its preview', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await openListings(page);
  await page.getByRole('button', { name: 'Français', exact: true }).click();
  await page.setViewportSize({ width: 320, height: 640 });
  await button(page, 'Modifier North House').click();
  await button(page, 'Ajouter un lieu').click();
  await button(page, 'Ajouter un contact').click();
  await field(page, 'Ce qu’elle fait').fill('Accueil');
  await button(page, 'Aperçu').click();
  await expect(page.locator('.agency-preview')).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  await expectNoViolation(page);
});

