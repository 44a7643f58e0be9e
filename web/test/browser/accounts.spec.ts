import type { Page } from '@playwright/test';
import { field, fillAndSend, password, test, toSignIn } from './account';
import { expectNoViolation, smallTargets } from './accessible';
import { expect, open, toTop } from './desk';

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const heading = (page: Page, name: string) => page.getByRole('heading', { name, exact: true });

/** Signs in and goes to the room "People". */
async function openPeople(page: Page, name: 'administrator' | 'reviewer' = 'administrator'): Promise<void> {
  await open(page);
  await toSignIn(page).click();
  await fillAndSend(page, { Name: name, Password: password, 'Code of your authenticator': '123456' }, 'Sign in');
  await button(page, 'People').click();
  await expect(heading(page, 'Invite somebody')).toBeVisible();
}

test('an administrator invites somebody, and the invitation is shown once', async ({ page }) => {
  await openPeople(page);
  await page.getByLabel('As', { exact: true }).selectOption('Reviewer');
  await expect(page.getByText('Once approved, the invitation can be used for 3 days.')).toBeVisible();
  await page.getByLabel('Organization', { exact: true }).selectOption('South Door');
  await button(page, 'Make the invitation').click();
  await expect(field(page, 'Invitation')).toHaveValue('c4nary-0nce-t0ld');
  await expect(heading(page, '3 invitations wait')).toBeVisible();
  await expect(page.getByText('Yours: somebody else approves it.')).toBeVisible();
  await button(page, 'I have written it down').click();
  expect(await page.content()).not.toContain('c4nary-0nce-t0ld');
});

test('an organization that is new here comes with its name; what is wrong is said and nothing typed is lost', async ({ page }) => {
  await openPeople(page);
  await page.getByLabel('As', { exact: true }).selectOption('Agency editor');
  await page.getByLabel('Organization', { exact: true }).selectOption('Another one, new here');
  await button(page, 'Make the invitation').click();
  await expect(page.getByRole('alert')).toHaveText('Say the organization’s name.');
  await field(page, 'Its name').fill('East Gate');
  await field(page, 'Its id').fill('taken');
  await button(page, 'Make the invitation').click();
  await expect(page.getByRole('alert')).toHaveText('Another organization has this id.');
  await expect(field(page, 'Its name')).toHaveValue('East Gate');
  await field(page, 'Its id').fill('');
  await button(page, 'Make the invitation').click();
  await expect(field(page, 'Invitation')).toBeVisible();
  await expect(page.locator('.people-list')).toContainText(['East Gate', 'kim']);
});

test('a reviewer approves what a colleague invited, after a second look, and no reviewers', async ({ page }) => {
  await openPeople(page, 'reviewer');
  await expect(page.getByText('A reviewer or an administrator approves it.')).toHaveCount(1);
  await button(page, 'Approve the invitation: Agency editor, South Door').click();
  await expect(page.getByText(/Have you rung the organization/)).toBeVisible();
  await button(page, 'Yes, approve').click();
  await expect(page.locator('.people-room > [role="status"]')).toHaveText('Approved. It can be used until December 8, 2026.');
  await expect(page.getByText('Approved: waits for the person to use it.')).toBeVisible();
  await expect(heading(page, '3 accounts')).toHaveCount(0);
});

test('an account is disabled after a second look, and nobody their own', async ({ page }) => {
  await openPeople(page);
  await expect(button(page, 'Disable administrator')).toHaveCount(0);
  await button(page, 'Disable kim').click();
  await button(page, 'Leave it').click();
  await button(page, 'Disable kim').click();
  await button(page, 'Yes, disable').click();
  await expect(page.locator('.people-room > [role="status"]')).toHaveText('kim is disabled.');
  await expect(button(page, 'Disable kim')).toHaveCount(0);
});

for (const [width, scheme, language] of [[320, 'light', 'fr'], [1200, 'dark', 'en']] as const) {
  test(`at ${width} pixels, ${scheme}, axe finds nothing on it in ${language}`, async ({ page }) => {
    await page.setViewportSize({ width, height: 700 });
    await page.emulateMedia({ colorScheme: scheme });
    await openPeople(page);
    if (language === 'fr') await button(page, 'Français').click();
    await button(page, language === 'fr' ? 'Qui peut faire quoi' : 'Who may do what').click();
    await toTop(page);
    await expectNoViolation(page);
    expect(await smallTargets(page)).toEqual([]);
  });
}
