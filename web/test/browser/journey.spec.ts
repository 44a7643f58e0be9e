import { answerHeading, expect, leaveButton, needField, open, tabTo, test } from './desk';

test('a whole journey goes by keyboard alone', async ({ page }) => {
  await open(page);
  const press = (key: string) => page.keyboard.press(key);

  // The way to the answer comes first, the way out second.
  await press('Tab');
  await expect(page.getByRole('button', { name: 'Go to the answer' })).toBeFocused();
  await press('Tab');
  await expect(leaveButton(page)).toBeFocused();

  // A need from the suggestions.
  await tabTo(page, needField(page));
  await page.keyboard.type('a bed');
  await expect(page.getByRole('option', { name: 'A bed tonight' })).toBeVisible();
  await press('ArrowDown');
  await press('Enter');
  await expect(page.getByRole('list', { name: 'Needs chosen' })).toContainText('A bed tonight');
  await expect(needField(page)).toHaveValue('');

  // A place and a reach.
  await tabTo(page, page.getByRole('combobox', { name: 'Near where?' }));
  await page.keyboard.type('Winni');
  await expect(page.getByRole('option', { name: 'Winnipeg, MB' })).toBeVisible();
  await press('ArrowDown');
  await press('Enter');
  await expect(page.getByRole('combobox', { name: 'Near where?' })).toHaveValue('Winnipeg, MB');
  await tabTo(page, page.getByLabel('How far?'));
  await page.keyboard.type('25');
  await expect(page.getByLabel('How far?')).toHaveValue('25');

  // Tonight.
  await tabTo(page, page.getByRole('radio', { name: 'Any time' }));
  await press('ArrowRight');
  await press('ArrowRight');
  await expect(page.getByRole('radio', { name: 'Tonight' })).toBeChecked();

  // A must-have, found by a word.
  await tabTo(page, page.getByRole('button', { name: 'What matters about the place' }));
  await press('Enter');
  await tabTo(page, page.getByRole('searchbox', { name: 'Find one' }));
  await page.keyboard.type('no id');
  await tabTo(page, page.getByRole('button', { name: 'Must: No ID asked' }));
  await press('Space');
  await expect(page.getByRole('list', { name: 'What matters about the place' })).toContainText('No ID asked');

  // Ask, and hear it.
  await tabTo(page, page.getByRole('button', { name: 'Find places' }));
  await press('Enter');
  await expect(answerHeading(page)).toHaveText('2 places fit, 2 to ring first');
  await expect(page.locator('[role="status"]').filter({ hasText: '2 places fit' })).toHaveCount(1);

  await expect(page.getByRole('list', { name: 'Understood as' })).toContainText('Winnipeg, MB');

  // Open the first, read its page, and come back to where one was.
  const first = page.getByRole('button', { name: 'Elm Street Night House' });
  await tabTo(page, first);
  await press('Enter');
  await expect(page.getByRole('heading', { name: 'Elm Street Night House' })).toBeFocused();
  await expect(page.getByRole('heading', { name: 'What is known, and when it was checked' })).toBeVisible();
  await expect(page.getByText('Checked 3 March 2026, by call-back').first()).toBeVisible();
  await page.keyboard.press('Shift+Tab');
  await expect(page.getByRole('button', { name: 'Back to the answer' })).toBeFocused();
  await press('Enter');
  await expect(first).toBeFocused();

  // Look at what is folded away.
  await tabTo(page, page.getByRole('button', { name: /Not until we’ve checked/ }));
  await press('Enter');
  await expect(page.getByRole('button', { name: 'Cedar Rooms' })).toBeVisible();
});

test('the question and the answer stay when the language changes', async ({ page }) => {
  await open(page);
  await needField(page).fill('a bed');
  await needField(page).press('Enter');
  await expect(answerHeading(page)).toHaveText('6 places found');
  await page.getByRole('button', { name: 'Français' }).click();
  await expect(answerHeading(page)).toHaveText('6 endroits trouvés');
  await expect(page.locator('html')).toHaveAttribute('lang', 'fr');
  await expect(needField(page)).toHaveValue('a bed');
  await expect(page.getByText('Selon leur fiche, on répond maintenant (non vérifié)').first()).toBeVisible();
});

test('with nothing asked about the places no heading says that they fit', async ({ page }) => {
  await open(page);
  await page.getByRole('button', { name: 'A bed tonight' }).click();
  await expect(page.getByText('Nothing about the places themselves was asked yet.')).toBeVisible();
  await expect(page.locator('#answer')).not.toContainText('Fits what you asked');
  await expect(page.locator('#answer [data-class="meets"]')).toHaveCount(0);
});

test('what was understood comes off with one press and can be put back', async ({ page }) => {
  await open(page);
  await needField(page).fill('a bed downtown');
  await needField(page).press('Enter');
  const understood = page.getByRole('list', { name: 'Understood as' });
  await understood.getByRole('button', { name: /downtown/ }).click();
  await expect(understood).not.toContainText('downtown');
  await page.getByRole('button', { name: /Put back.*downtown/ }).click();
  await expect(understood).toContainText('downtown');
});

test('more results come below the ones before', async ({ page }) => {
  await open(page);
  await page.getByRole('button', { name: 'A bed tonight' }).click();
  await expect(page.locator('.card')).toHaveCount(4);
  await page.getByRole('button', { name: 'Show more' }).click();
  await expect(page.locator('.card')).toHaveCount(6);
  await expect(page.getByRole('button', { name: 'Show more' })).toHaveCount(0);
});

test('keeping away from an organization rules its service out', async ({ page }) => {
  await open(page);
  await page.getByRole('button', { name: 'A bed tonight' }).click();
  await page.getByRole('button', { name: 'Elm Street Night House' }).click();
  await page.getByRole('button', { name: 'Keep away from Riverbend Night Houses' }).click();
  await expect(page.getByRole('button', { name: 'Elm Street Night House' })).toHaveCount(0);
  await page.getByRole('button', { name: /Doesn’t fit, because/ }).click();
  await expect(page.getByRole('button', { name: 'Elm Street Night House' })).toBeVisible();
});

test('each part of the question can be said and taken off again', async ({ page }) => {
  await open(page);
  await page.getByRole('button', { name: 'About the person' }).click();
  await page.getByLabel('Age', { exact: true }).fill('16');
  await page.getByLabel('Papers they have with them').selectOption('none');
  await page.getByText('Pregnant', { exact: true }).click();
  const said = page.getByRole('list', { name: 'What the person chose to say' });
  await expect(said.getByRole('listitem')).toHaveCount(3);
  await said.getByRole('button', { name: /16 years old/ }).click();
  await expect(page.getByLabel('Age', { exact: true })).toHaveValue('');

  await page.getByRole('button', { name: 'Languages', exact: true }).click();
  await page.getByRole('combobox', { name: 'Add a language' }).pressSequentially('plains');
  await page.getByRole('option', { name: /Plains Cree/ }).click();
  await page.getByRole('button', { name: /^Must: Plains Cree/ }).click();
  await expect(page.getByRole('list', { name: 'Languages chosen' })).toContainText('Must');

  await page.getByRole('button', { name: 'Places to keep away from' }).click();
  await page.getByRole('combobox', { name: 'Around which place?' }).pressSequentially('Brand');
  await page.getByRole('option', { name: 'Brandon, MB' }).click();
  await page.getByRole('button', { name: 'Keep away from there' }).click();
  await expect(page.getByRole('list', { name: 'Keeping away from' })).toContainText('5 km around Brandon, MB');

  // The mock refuses any member that the contract doesn't have: an answer means that all of it was sent rightly.
  await page.getByRole('button', { name: 'Find places' }).click();
  await expect(answerHeading(page)).toBeVisible();
  await page.getByRole('button', { name: 'Start over' }).click();
  await expect(page.locator('.question .chip')).toHaveCount(0);
  await expect(page.locator('.welcome')).toBeVisible();
});

test('a list of suggestions goes away with Escape or a press elsewhere', async ({ page }) => {
  await open(page);
  await needField(page).pressSequentially('no');
  await expect(page.getByRole('listbox')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('listbox')).toHaveCount(0);
  await expect(needField(page)).toHaveValue('no');
  await needField(page).pressSequentially(' i');
  await expect(page.getByRole('listbox')).toBeVisible();
  await page.getByRole('heading', { name: 'How an answer is sorted' }).click();
  await expect(page.getByRole('listbox')).toHaveCount(0);
});

test('a service’s page opens at its beginning, and leads back to its card', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 568 });
  await open(page);
  await page.getByRole('button', { name: 'A bed tonight' }).click();
  await page.getByRole('button', { name: 'Night Line' }).click();
  await expect(page.getByRole('heading', { name: 'Night Line' })).toBeInViewport();
  await expect(page.getByRole('button', { name: 'Back to the answer' })).toBeInViewport();
  await page.getByRole('button', { name: 'Back to the answer' }).click();
  await expect(page.getByRole('button', { name: 'Night Line' })).toBeFocused();
  await expect(page.getByRole('button', { name: 'Night Line' })).toBeInViewport();
});
