import { ask, answerHeading, askForTonight, expect, open, overflow, test } from './desk';

test('the crisis lines stand at the foot of every page, behind nothing', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 568 });
  await open(page);
  const foot = page.getByRole('region', { name: 'Crisis lines' });
  const complete = async () => {
    await expect(foot.getByRole('link', { name: '1-800-555-0150' })).toHaveAttribute('href', 'tel:18005550150');
    await expect(foot.getByText('They may call police if a life is in danger.')).toBeVisible();
    await expect(foot.getByText('Indigenous counsellors answer.')).toBeVisible();
    expect(await overflow(page)).toBe(0);
  };
  await complete();
  await askForTonight(page);
  await complete();
  await page.locator('.card-open').first().click();
  await expect(page.locator('.service-sections')).toBeVisible();
  await complete();
  // From the top of any page one press leads there.
  await page.getByRole('button', { name: 'Crisis lines' }).click();
  await expect(foot).toBeFocused();
  await expect(foot.getByRole('link').first()).toBeInViewport();
});

test('words of danger bring the lines above the answer, and the search goes on', async ({ page }) => {
  await open(page);
  await ask(page, 'a bed, he is hurting me');
  const first = page.getByRole('region', { name: 'If there is danger now' });
  await expect(first.getByRole('link', { name: '9-1-1' })).toBeVisible();
  await expect(answerHeading(page)).toBeVisible();
  await expect(page.locator('.card').first()).toBeVisible();
  const order = await first.evaluate((section) => {
    const heading = document.querySelector('#answer-heading');
    return heading !== null && Boolean(section.compareDocumentPosition(heading) & Node.DOCUMENT_POSITION_FOLLOWING);
  });
  expect(order).toBe(true);
  await ask(page, 'a bed');
  await expect(first).toHaveCount(0);
  await expect(page.getByRole('region', { name: 'Crisis lines' })).toBeVisible();
});

test('without a directory there are still numbers to ring', async ({ page, context, traces }) => {
  traces.failuresExpected = true;
  await context.route('**/api/v1/catalogue', (route) => route.fulfill({ status: 500, contentType: 'application/problem+json', body: '{}' }));
  await page.goto('/');
  const foot = page.getByRole('region', { name: 'Crisis lines' });
  await expect(foot.getByRole('link', { name: '9-1-1' })).toHaveAttribute('href', 'tel:911');
  await expect(foot.getByRole('link', { name: '2-1-1' })).toBeVisible();
});
