import type { APIRequestContext, Locator, Page } from '@playwright/test';
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

/** Each way of having no good yes; the answers must not tell one from another. */
export async function refusals(request: APIRequestContext, ids: [string, string]): Promise<{ status: number; text: string }[]> {
  const post = (path: string, data: unknown) => request.post(`/api/v1/${path}`, { data });
  const yes = async (id: string) => ((await (await post('check-in', { service_id: id, answer: 'yes' })).json()) as { token: string }).token;
  const spent = await yes(ids[0]);
  expect((await post('hand-over', { token: spent, language: 'en' })).status()).toBe(200);
  const good = await yes(ids[0]);
  const altered = `${good.slice(0, -1)}${good.endsWith('A') ? 'B' : 'A'}`;
  const answers = [];
  for (const data of [
    {},
    { token: '' },
    { token: 'x'.repeat(200) },
    { token: spent },
    { token: altered },
    { token: good, service_id: ids[1] },
  ]) {
    const answer = await post('hand-over', data);
    answers.push({ status: answer.status(), text: await answer.text() });
  }
  for (const permit of ['', spent, good]) {
    const answer = await post('count', { permit, outcome: 'reached' });
    answers.push({ status: answer.status(), text: await answer.text() });
  }
  // None of that spent the good one.
  expect((await post('hand-over', { token: good, service_id: ids[0], language: 'en' })).status()).toBe(200);
  return answers;
}
