import { fillAndSend, signInAs, test, toSignIn } from './account';
import { answerHeading, ask, expect, open } from './desk';
import { accountsOf, sessionOf, type StaffAccount } from './staff_accounts';

/** From an agency's two taps to a worker's search, in a real directory: run by scripts/check-run on the sample. */
const log = process.env['PORCHLIGHT_RUN_LOG'];
test.skip(log === undefined, 'only beside ./run, which makes the accounts');

test('an agency says that it is full: a worker finds it among those to ring first, until it takes that back', async ({ page, browser, request, baseURL }) => {
  const accounts = accountsOf(log ?? '');
  const account = (name: string): StaffAccount => {
    const found = accounts.get(name);
    if (found === undefined) throw new Error(`./run told no account ${name}`);
    return found;
  };
  const agency = await sessionOf(request, baseURL ?? '', account('editor'));
  const { listings } = (await agency('/api/v1/desk/listings', {})) as { listings: { name: string; status: string; visibility: string }[] };
  const name = listings.find(({ visibility, status }) => visibility === 'public' && status === 'live')?.name ?? '';
  expect(name, 'the agency has a public listing').not.toBe('');

  const desk = await (await browser.newContext()).newPage();
  await open(desk);
  await toSignIn(desk).click();
  await fillAndSend(desk, { Name: 'editor', Password: account('editor').password, 'Code of your authenticator': '' }, 'Sign in');
  await desk.getByRole('button', { name: 'Beds tonight', exact: true }).click();
  const service = desk.locator('.capacity-service').filter({ has: desk.getByRole('heading', { name, exact: true }) }).first();
  await service.getByRole('button', { name: 'Full', exact: true }).click();
  await service.getByRole('button', { name: /^For 1 hour/ }).click();
  await expect(service.getByRole('status')).toContainText('Said: full, until');

  await open(page);
  await signInAs(page, 'worker', '', account('worker').password);
  const card = page.locator('.card').filter({ has: page.getByRole('button', { name, exact: true }) }).first();
  await ask(page, name);
  await expect(answerHeading(page)).toBeVisible();
  // After all that fit.
  const more = page.getByRole('button', { name: 'Show more', exact: true });
  while ((await card.count()) === 0) await more.click();
  await expect(card).toHaveAttribute('data-class', 'ask');
  await expect(card.locator('.capacity-line')).toHaveText(/^Full \(said \d\d:\d\d, until /);

  await service.getByRole('button', { name: /^Take it back/ }).click();
  await expect(service.getByRole('status')).toContainText('Taken back.');
  await ask(page, name);
  await expect(card).toBeVisible();
  await expect(card.locator('.capacity-line')).toHaveCount(0);
  await expect(card).not.toHaveAttribute('data-class', 'ask');
  await desk.context().close();
});
