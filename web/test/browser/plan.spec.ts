import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, open, overflow, test, toTop } from './desk';

async function choose(page: Page, ...needs: string[]): Promise<void> {
  for (const need of needs) {
    await page.getByRole('combobox', { name: 'What is needed?' }).fill(need);
    await page.getByRole('option', { name: need, exact: true }).click();
  }
  await page.getByRole('button', { name: 'Find places' }).click();
  await page.locator('.segment').filter({ hasText: 'Plan the visits' }).click();
}

const make = (page: Page) => page.getByRole('button', { name: 'Make the plan' }).click();

for (const size of [{ width: 320, height: 568 }, { width: 1280, height: 900 }]) {
  test(`several needs become few visits, with what may be in the way (${size.width} px)`, async ({ page }) => {
    await page.setViewportSize(size);
    await open(page);
    await choose(page, 'A bed tonight', 'A meal today', 'ID and personal papers');
    await page.getByLabel('Children along').last().selectOption('1');
    await page.locator('.plan-fields .segment').filter({ hasText: 'Tonight' }).click();
    await make(page);
    const first = page.locator('.plan-one').first();
    await expect(first).toContainText('Plan 1: 1 visit');
    await expect(first).toContainText('About 14 minutes on foot (estimate)');
    await expect(first).toContainText('Arrive between 20:00 and 23:00');
    await expect(first).toContainText('A bed tonight, A meal today');
    await expect(first).toContainText('Nobody there looks after children.');
    await expect(first).toContainText('Looks after children at that hour');
    await expect(first).toContainText('ID and personal papers: Nobody near here is known');
    await expect(page.getByText('Times on the way are estimates')).toBeVisible();
    await expect(page.getByRole('region', { name: 'Tonight at a glance' })).toContainText('Last intake at 23:00');
    // No sum passes for a way that isn't known whole.
    await expect(page.getByRole('button', { name: /Plan 2: 2 visits/ })).toContainText('part of the way isn’t known');
    await page.getByRole('button', { name: /Plan 2: 2 visits/ }).click();
    await expect(page.locator('.plan-one').nth(1)).toContainText('The way there isn’t known.');
    await page.getByRole('button', { name: 'Stabilization' }).click();
    await expect(page.getByRole('region', { name: 'What could come next' })).toContainText('Lawyer or legal advice');
    expect(await overflow(page)).toBe(0);
    await toTop(page);
    const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice']).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`)).toEqual([]);
  });
}

test('a plan says that it is an old one when the question has changed, and that a way passes an area', async ({ page }) => {
  await open(page);
  await choose(page, 'A bed tonight');
  await make(page);
  await expect(page.locator('.plan-one').first()).toBeVisible();
  await expect(page.getByText('What you ask has changed since.')).toHaveCount(0);
  await page.getByRole('button', { name: 'Places to keep away from' }).click();
  await page.getByRole('combobox', { name: 'Around which place?' }).pressSequentially('Brand');
  await page.getByRole('option', { name: 'Brandon, MB' }).click();
  await page.getByRole('button', { name: 'Keep away from there' }).click();
  await expect(page.getByText('What you ask has changed since.')).toBeVisible();
  await make(page);
  await expect(page.locator('.leg-passes')).toContainText('passes an area to keep away from');
});

test('a plan is still there after looking at a stop and after turning the screen', async ({ page }) => {
  await open(page);
  await choose(page, 'A bed tonight');
  await make(page);
  await page.locator('.stop .card-open').first().click();
  await page.getByRole('button', { name: 'Back to the answer' }).click();
  await expect(page.locator('.plan-one').first()).toBeVisible();
  await page.keyboard.press('F8');
  await expect(page.locator('.plan-one').first()).toBeHidden();
  await page.keyboard.press('F8');
  await expect(page.locator('.plan-one').first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Turn the screen to the person' })).toBeFocused();
});

test('without needs there is nothing to plan, and it says what to do', async ({ page }) => {
  await open(page);
  await page.locator('.welcome .toggle').first().click();
  await page.locator('.segment').filter({ hasText: 'Plan the visits' }).click();
  await page.getByRole('list', { name: 'Needs chosen' }).getByRole('button').click();
  await expect(page.getByText('Choose one to eight needs first')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Make the plan' })).toBeDisabled();
});
