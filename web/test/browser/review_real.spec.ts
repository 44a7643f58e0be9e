import type { APIRequestContext, Browser, Page } from '@playwright/test';
import { fillAndSend, signInAs, test, toSignIn } from './account';
import { answerHeading, ask, expect, open } from './desk';
import { accountsOf, codeOf, sessionOf, type StaffAccount } from './staff_accounts';

/** The journey of a change through a real directory: run by scripts/check-run on the sample. */
const log = process.env['PORCHLIGHT_RUN_LOG'];
test.skip(log === undefined, 'only beside ./run, which makes the accounts');
// It changes the directory: a second time it would have another beginning.
test.describe.configure({ retries: 0 });

const newName = `Beds by the Quillwort ${Date.now().toString(36)}`;
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

/** A reviewer's own browser, signed in with a code and at what waits. */
async function atReviews(browser: Browser, account: StaffAccount): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await open(page);
  await toSignIn(page).click();
  await fillAndSend(page, { Name: account.name, Password: account.password, 'Code of your authenticator': codeOf(account.secret) }, 'Sign in');
  await expect(page.getByRole('heading', { name: 'Reviews', level: 1 })).toBeVisible();
  return page;
}

/** Opens the submission of that name, says that a call was made, and agrees. */
async function agree(page: Page, said: RegExp): Promise<void> {
  await page.getByRole('option', { name: newName }).click();
  await expect(page.locator('.submission > h2')).toHaveText(newName);
  await expect(page.getByRole('table', { name: 'What changes' })).toContainText('From age');
  await page.getByText('Yes, on a number found elsewhere').click();
  await button(page, 'Agree').click();
  await expect(page.locator('.review-outcome')).toHaveText(said);
}

/**
 * A listing of the agency's that anybody may see, whose name no other of its listings has: the last one, since other
 * journeys in the same directory take the first.
 */
async function lastPublicName(request: APIRequestContext, url: string, editor: StaffAccount): Promise<string> {
  const agency = await sessionOf(request, url, editor);
  const { listings } = (await agency('/api/v1/desk/listings', {})) as { listings: { name: string; status: string; visibility: string; submission: { outcome: string } | null }[] };
  const fit = listings.filter(
    ({ name, status, visibility, submission }) => status === 'live' && visibility === 'public' && submission?.outcome !== 'waiting' && listings.filter((other) => other.name === name).length === 1,
  );
  const name = fit.at(-1)?.name ?? '';
  expect(name, 'the agency has a public listing').not.toBe('');
  return name;
}

/** The agency changes a listing in its form, looks at it as a worker and as the kiosk would, and sends it. */
async function change(page: Page, editor: StaffAccount, listing: string): Promise<void> {
  await open(page);
  await toSignIn(page).click();
  await fillAndSend(page, { Name: editor.name, Password: editor.password, 'Code of your authenticator': '' }, 'Sign in');
  await button(page, `Change ${listing}`).click();
  const typed = (name: string) => page.locator('.agency-form').getByRole('textbox', { name, exact: true }).first();
  await typed('Name').fill(newName);
  await typed('Youngest age').fill('15');
  await expect(page.getByText('Draft kept.')).toBeVisible();
  await button(page, 'Preview').click();
  for (const who of ['worker', 'kiosk']) await expect(page.locator(`.agency-preview [data-who=${who}]`).getByRole('heading', { name: newName, exact: true })).toBeVisible();
  await button(page, 'Send for review').click();
  await expect(page.locator('.agency-confirm')).toContainText(newName);
  await button(page, 'Yes, send it').click();
  await expect(page.locator('.agency-outcome')).toContainText(`${newName}: sent for review. It takes 2 people and a call to a number found elsewhere; nobody has agreed yet.`);
}

test('a change goes from its agency’s form through two reviewers of two organizations to a worker’s search', async ({ page, browser, request, baseURL }) => {
  const url = baseURL ?? '';
  const accounts = accountsOf(log ?? '');
  const account = (name: string): StaffAccount => {
    const found = accounts.get(name);
    if (found === undefined) throw new Error(`./run told no account ${name}`);
    return found;
  };
  // Of nobody who signed in.
  const finds = async () => {
    const answer = (await (await page.request.post(`${url}/api/v1/search`, { data: { text: newName, language: 'en' } })).json()) as { results: { name: string }[] };
    return answer.results.some(({ name }) => name === newName);
  };

  const listing = await lastPublicName(request, url, account('editor'));
  const agency = await (await browser.newContext()).newPage();
  await change(agency, account('editor'), listing);
  expect(await finds()).toBe(false);

  const north = await atReviews(browser, account('reviewer-north'));
  await agree(north, /^Beds by the Quillwort \w+: you agreed\. It waits for one more person\.$/);
  expect(await finds()).toBe(false);

  const south = await atReviews(browser, account('reviewer-south'));
  const decided = south.waitForResponse('**/api/v1/review/decide');
  const agreed = agree(south, /: agreed, and in the directory within seconds\.$/);
  await decided;
  const answered = performance.now();
  await expect.poll(finds, { timeout: 20_000, intervals: [25] }).toBe(true);
  // To be read, not tested: docs/reviews.md has the figure of a quiet machine.
  console.log(`approval to searchable: ${Math.round(performance.now() - answered)} ms`);
  await agreed;

  await open(page);
  await signInAs(page, 'worker', '', account('worker').password);
  await ask(page, newName);
  await expect(answerHeading(page)).toBeVisible();
  await expect(page.locator('.card').first()).toContainText(newName);
  await Promise.all([agency, north, south].map((each) => each.context().close()));
});
