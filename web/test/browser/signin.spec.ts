import AxeBuilder from '@axe-core/playwright';
import { field, fillAndSend, password, signInAs, test, toSignIn } from './account';
import { answerHeading, ask, expect, needField, open, overflow } from './desk';

const minutes = (count: number) => count * 60_000;

test('a worker signs in, sees who they are, and signs out', async ({ page }) => {
  await open(page);
  await signInAs(page, 'worker');
  await toSignIn(page).click();
  await expect(page.getByRole('heading', { name: 'Account of worker' })).toBeFocused();
  await expect(page.getByText('Worker, north-house')).toBeVisible();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(toSignIn(page)).toHaveText('Sign in');
});

test('what is wrong is said once, in the same words, and nothing typed is lost', async ({ page }) => {
  await open(page);
  await toSignIn(page).click();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeFocused();
  await fillAndSend(page, { Name: 'nobody', Password: 'wrong' }, 'Sign in');
  await expect(page.getByRole('alert')).toHaveText('The name, the password or the code isn’t right.');
  await expect(field(page, 'Name')).toHaveValue('nobody');
  await fillAndSend(page, { Name: 'hurried' }, 'Sign in');
  await expect(page.getByRole('alert')).toHaveText('Too many tries. Wait a minute, then try again.');
  await page.getByRole('button', { name: 'Back to the desk' }).click();
  await expect(needField(page)).toBeVisible();
});

test('no field of a sign-in is one that a browser remembers', async ({ page }) => {
  await open(page);
  await toSignIn(page).click();
  expect(await page.locator('.signin input:not([type="checkbox"])').count()).toBe(3);
  for (const input of await page.locator('.signin input:not([type="checkbox"])').all()) {
    await expect(input).toHaveAttribute('autocomplete', 'off');
    await expect(input).toHaveAttribute('type', 'text');
  }
});

test('the sign-in and the account fit a small screen, work by keyboard and have no fault that axe finds', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await open(page);
  await toSignIn(page).press('Enter');
  expect(await overflow(page)).toBe(0);
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await field(page, 'Name').fill('kim');
  await field(page, 'Password').fill(password);
  await field(page, 'Password').press('Enter');
  await expect(toSignIn(page)).toHaveText('Signed in: kim');
  await toSignIn(page).press('Enter');
  await page.getByRole('button', { name: 'Authenticator' }).click();
  await page.getByRole('button', { name: 'Set one up' }).click();
  await expect(page.getByRole('img', { name: 'Code for an authenticator app' })).toBeVisible();
  expect(await overflow(page)).toBe(0);
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
});

test('a reviewer who was invited sets up an authenticator before anything else', async ({ page }) => {
  await open(page);
  await toSignIn(page).click();
  await page.getByRole('button', { name: 'I have an invitation' }).click();
  await fillAndSend(page, { Invitation: 'no invitation', Name: 'ben', 'New password': password }, 'Make my account');
  await expect(page.getByRole('alert')).toContainText('This invitation can’t be used');
  await fillAndSend(page, { Invitation: 'an invitation', 'New password': 'short' }, 'Make my account');
  await expect(page.getByRole('alert')).toHaveText('A password has at least 14 characters.');
  await fillAndSend(page, { 'New password': password }, 'Make my account');
  await expect(page.getByText('Your role needs an authenticator')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Back to the desk' })).toBeHidden();
  await page.getByRole('button', { name: 'Set one up' }).click();
  await fillAndSend(page, { 'Code that the app shows': '000000' }, 'Use this app');
  await expect(page.getByRole('alert')).toHaveText('This isn’t the code that the app shows now.');
  await fillAndSend(page, { 'Code that the app shows': '123456' }, 'Use this app');
  await expect(page.locator('.recovery-codes li')).toHaveCount(10);
  await page.getByRole('button', { name: 'I have written them down' }).click();
  await page.getByRole('button', { name: 'Back to the desk' }).click();
  await expect(needField(page)).toBeVisible();
});

test('a listing for staff asks what for before it opens', async ({ page }) => {
  await open(page);
  await signInAs(page, 'lou');
  await ask(page, 'a bed');
  await page.locator('[data-service="00000000-0000-4000-8000-000000000004"] button').first().click();
  await expect(page.getByRole('heading', { name: 'This listing is for staff only' })).toBeFocused();
  await page.getByRole('button', { name: 'Open it for a participant' }).click();
  await expect(page.getByRole('heading', { name: 'This listing is for staff only' })).toBeHidden();
  await expect(page.locator('.service-name')).toBeVisible();
});

test('a hidden page comes back by the same person’s password', async ({ page }) => {
  await page.clock.install({ time: new Date('2026-11-24T21:00:00-06:00') });
  await open(page);
  await signInAs(page, 'mia');
  await ask(page, 'canary bed');
  await expect(page.locator('.card').first()).toBeVisible();
  await page.clock.fastForward(minutes(16));
  await expect(page.getByText('It belongs to mia.')).toBeVisible();
  await expect(page.locator('.card').first()).toBeHidden();
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await fillAndSend(page, { Password: 'wrong' }, 'Show it again');
  await expect(page.getByRole('alert')).toBeVisible();
  await expect(page.locator('.card').first()).toBeHidden();
  await fillAndSend(page, { Password: password }, 'Show it again');
  await expect(page.locator('.card').first()).toBeVisible();
  await expect(needField(page)).toHaveValue('canary bed');
});

test('30 minutes later it is wiped, and the session with it', async ({ page }) => {
  await page.clock.install({ time: new Date('2026-11-24T21:00:00-06:00') });
  await open(page);
  await signInAs(page, 'noa');
  await ask(page, 'canary bed');
  await expect(answerHeading(page)).toBeVisible();
  await page.clock.fastForward(minutes(16));
  await expect(page.getByText('It belongs to noa.')).toBeVisible();
  await page.clock.fastForward(minutes(30));
  await expect(page.locator('.welcome')).toBeVisible();
  await expect(toSignIn(page)).toHaveText('Sign in');
  expect(await page.content()).not.toContain('canary');
});

test('a session that the server ends hides the page', async ({ page }) => {
  await open(page);
  await signInAs(page, 'reviewer', '123456');
  await page.getByRole('button', { name: 'Find services' }).click();
  await ask(page, 'canary bed');
  await expect(page.locator('.card').first()).toBeVisible();
  // Whatever the page asks next hides it: that may be before the second question is sent.
  await needField(page).fill('canary food');
  await page.evaluate(() => fetch('/api/v1/end-sessions', { method: 'POST', body: '{"name":"reviewer"}' }));
  const hidden = page.getByText('It belongs to reviewer.');
  await expect(async () => {
    // A list of suggestions that opens just then takes the first Return.
    if (!(await hidden.isVisible())) await page.keyboard.press('Enter');
    await expect(hidden).toBeVisible({ timeout: 2_000 });
  }).toPass();
  await expect(page.locator('.card').first()).toBeHidden();
  await fillAndSend(page, { Password: password, 'Code of your authenticator': '123456' }, 'Show it again');
  await expect(needField(page)).toHaveValue('canary food');
});

test('a new password signs out everywhere, here too', async ({ page }) => {
  await open(page, 'fr');
  await toSignIn(page).click();
  await fillAndSend(page, { Nom: 'oda', 'Mot de passe': password }, 'Se connecter');
  await toSignIn(page).click();
  await page.getByRole('button', { name: 'Changer le mot de passe' }).click();
  await fillAndSend(page, { 'Mot de passe actuel': password, 'Nouveau mot de passe': password }, 'Le changer');
  await expect(toSignIn(page)).toHaveText('Se connecter');
});
