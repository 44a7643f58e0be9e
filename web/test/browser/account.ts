import type { Page } from '@playwright/test';
import { expect, open as openDesk, test as base } from './desk';

/** The password of the stand-in's accounts. */
export const password = 'blue wagon eats rain';

/**
 * For tests that sign in. A session's cookie is the one thing that a browser may hold here; it is taken out before the
 * traces are looked at.
 */
export const test = base.extend<{ cookies: null }>({
  cookies: [
    async ({ context, traces }, use) => {
      traces.failuresExpected = true;
      await use(null);
      for (const { name, httpOnly, secure, sameSite } of await context.cookies()) {
        if (name === 'page') continue; // Of the way out: random, and never read.
        expect({ name, httpOnly, secure, sameSite }).toEqual({ name: '__Host-porchlight', httpOnly: true, secure: true, sameSite: 'Strict' });
      }
      await context.clearCookies();
    },
    { auto: true },
  ],
});

/** To the sign-in; once signed in, to one's own account. */
export const toSignIn = (page: Page) => page.locator('.tool-account:visible');
export const field = (page: Page, name: string) => page.getByRole('textbox', { name });

export async function fillAndSend(page: Page, typed: Record<string, string>, action: string): Promise<void> {
  for (const [name, value] of Object.entries(typed)) await field(page, name).fill(value);
  await page.getByRole('button', { name: action, exact: true }).click();
}

export async function signInAs(page: Page, name: string, code = '', secret = password): Promise<void> {
  await toSignIn(page).click();
  await fillAndSend(page, { Name: name, Password: secret, 'Code of your authenticator': code }, 'Sign in');
  await expect(toSignIn(page)).toHaveText(`Signed in: ${name}`);
}

/** Opens the desk of a running searchd as the worker that ./run made, where its password is known. */
export async function openAsWorker(page: Page): Promise<void> {
  await openDesk(page);
  const secret = process.env['PORCHLIGHT_WORKER_PASSWORD'];
  if (secret !== undefined) await signInAs(page, 'worker', '', secret);
}
