import type { Browser, Page } from '@playwright/test';
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

test('a change goes from its agency through two reviewers of two organizations to a worker’s search, within two seconds of the second yes', async ({ page, browser, request, baseURL }) => {
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

  const agency = await sessionOf(request, url, account('editor'));
  const { listings } = (await agency('/api/v1/desk/listings', {})) as { listings: { service_id: string; visibility: string; submission: { outcome: string } | null }[] };
  const listing = listings.find(({ visibility, submission }) => visibility === 'public' && submission?.outcome !== 'waiting');
  expect(listing, 'the agency has a public listing').toBeDefined();
  await agency('/api/v1/desk/submit', { service_id: listing?.service_id, changes: { name: newName, minimum_age: 15 } });
  expect(await finds()).toBe(false);

  const north = await atReviews(browser, account('reviewer-north'));
  await agree(north, /^Beds by the Quillwort \w+: you agreed\. It waits for one more person\.$/);
  expect(await finds()).toBe(false);

  const south = await atReviews(browser, account('reviewer-south'));
  const decided = south.waitForResponse('**/api/v1/review/decide');
  const agreed = agree(south, /: agreed, and in the directory within seconds\.$/);
  await decided;
  const answered = performance.now();
  while (!(await finds()) && performance.now() - answered < 20_000) await new Promise((resolve) => setTimeout(resolve, 25));
  const took = performance.now() - answered;
  console.log(`approval to searchable: ${Math.round(took)} ms`);
  expect(took).toBeLessThan(2000);
  await agreed;

  await open(page);
  await signInAs(page, 'worker', '', account('worker').password);
  await ask(page, newName);
  await expect(answerHeading(page)).toBeVisible();
  await expect(page.locator('.card').first()).toContainText(newName);
  await Promise.all([north, south].map((each) => each.context().close()));
});
