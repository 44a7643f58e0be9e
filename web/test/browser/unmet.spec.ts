import type { Page } from '@playwright/test';
import { expectNoViolation } from './accessible';
import { ask, expect, open, test, toTop } from './desk';

/** What was sent to be counted. */
function counted(page: Page): (string | null)[] {
  const bodies: (string | null)[] = [];
  page.on('request', (request) => {
    if (request.url().endsWith('/api/v1/unmet')) bodies.push(request.postData());
  });
  return bodies;
}

async function nearWinnipeg(page: Page): Promise<void> {
  await page.getByRole('combobox', { name: /Near where\?|Près d’où/ }).pressSequentially('Winni');
  await page.getByRole('option', { name: 'Winnipeg, MB' }).click();
}

test('a need that nothing fits is counted by one press, and never by itself', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 568 });
  const bodies = counted(page);
  await open(page);
  await nearWinnipeg(page);
  await ask(page, 'a bed nothing-here');
  const part = page.locator('.unmet');
  await expect(part).toContainText('nothing about the person');
  await toTop(page);
  await expectNoViolation(page);
  expect(bodies).toEqual([]);

  const button = part.getByRole('button', { name: 'A bed tonight: count it as missing in MB' });
  await button.focus();
  await page.keyboard.press('Enter');
  await expect(part.getByRole('status')).toHaveText('A bed tonight: counted.');
  await expect(button).toHaveCount(0);
  expect(bodies).toHaveLength(1);
  expect(Object.keys(JSON.parse(bodies[0] ?? '') as object)).toEqual(['permit']);
});

test('a plan offers each need that it leaves open, by itself, in French too', async ({ page }) => {
  const bodies = counted(page);
  await open(page);
  for (const need of ['A bed tonight', 'A meal today', 'ID and personal papers']) {
    await page.getByRole('combobox', { name: 'What is needed?' }).fill(need);
    await page.getByRole('option', { name: need, exact: true }).click();
  }
  await page.getByRole('button', { name: 'Find places' }).click();
  await page.locator('.segment').filter({ hasText: 'Plan the visits' }).click();
  await page.getByRole('button', { name: 'Français' }).click();
  await page.getByRole('button', { name: 'Faire le plan' }).click();
  const part = page.locator('.unmet');
  await expect(part.getByRole('button')).toHaveCount(1);
  await part.getByRole('button', { name: /compter que cela manque$/ }).click();
  await expect(part.getByRole('status')).toContainText('compté');
  expect(bodies).toHaveLength(1);
});

test('what was found is offered to nobody', async ({ page }) => {
  await open(page);
  await nearWinnipeg(page);
  await ask(page, 'a bed');
  await expect(page.locator('.card').first()).toBeVisible();
  await expect(page.locator('.unmet')).toHaveCount(0);
});
