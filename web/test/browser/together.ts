import type { Locator, Page } from '@playwright/test';
import { ask, expect } from './desk';

export const first = 'Elm Street Night House';

/** The button that puts a service on the shortlist or takes it off, wherever it is shown. */
export function chooseButton(page: Page, name: string): Locator {
  return page.locator('.choose').filter({ has: page.locator('span', { hasText: name }) }).getByRole('button', { name: /^(Choose|Chosen|Choisir|Choisi)$/ });
}

/** A question, two chosen places, and the check-in after what is told first. */
export async function beginCheckIn(page: Page, names: string[] = [first, 'Maison du Phare']): Promise<void> {
  await ask(page, 'a bed');
  for (const name of names) await chooseButton(page, name).click();
  await page.getByRole('button', { name: 'Check in together' }).click();
  await page.getByRole('button', { name: 'This was said. Go on' }).click();
  await expect(page.getByRole('heading', { level: 2, name: names[0] ?? '' })).toBeFocused();
}

export async function agree(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Yes', exact: true }).click();
  await expect(page.getByText('Agreed. Everything below is for this place only.')).toBeVisible();
}
