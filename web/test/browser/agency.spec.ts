import type { Page } from '@playwright/test';
import { field, fillAndSend, password, test, toSignIn } from './account';
import { expectNoViolation } from './accessible';
import { expect, open } from './desk';

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
  await expect(page.locator('.agency-outcome')).toContainText('North House Nights: sent for review.');
});
