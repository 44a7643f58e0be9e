import { readFile, writeFile } from 'node:fs/promises';
import type { Download, Page } from '@playwright/test';
import { ask, expect, needField, open, test } from './desk';
import { chooseButton, first } from './together';

const passphrase = 'lamp door river bread';

/** A question with a place, two chosen places, and the way to the sealed file. */
async function toSeal(page: Page): Promise<void> {
  await ask(page, 'canary-words a bed');
  const place = page.getByRole('combobox', { name: 'Near where?' });
  await place.pressSequentially('Winni');
  await page.getByRole('option', { name: 'Winnipeg, MB' }).click();
  await page.getByRole('button', { name: 'Choose from a list instead' }).click();
  await page.locator('.need-groups button').first().click();
  await page.locator('.need-groups .toggle').first().click();
  for (const name of [first, 'Maison du Phare']) await chooseButton(page, name).click();
  await page.getByRole('button', { name: 'Keep as a sealed file' }).click();
}

async function sealWith(page: Page, words: string): Promise<Download> {
  await page.getByLabel('Passphrase', { exact: true }).fill(words);
  await page.getByLabel('The passphrase once more').fill(words);
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Seal and save' }).click()]);
  return download;
}

async function openFile(page: Page, path: string, words: string): Promise<void> {
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByRole('button', { name: 'Choose the file' }).click()]);
  await chooser.setFiles(path);
  await page.getByLabel('Passphrase', { exact: true }).fill(words);
  await page.getByRole('button', { name: 'Open', exact: true }).click();
}

test('a plan is sealed after a yes, opened again, asked again, and checked against today', async ({ page, traces }, testInfo) => {
  await open(page);
  await toSeal(page);
  // First the person is asked: no field is there before.
  await expect(page.getByRole('heading', { name: 'Is it all right for you that this is kept?' })).toBeVisible();
  await expect(page.locator('.check-in input')).toHaveCount(0);
  await page.getByRole('button', { name: 'Yes, make the file' }).click();
  await expect(page.getByRole('radio', { name: '90 days' })).toBeChecked();
  await page.getByLabel('Passphrase', { exact: true }).fill('short');
  await page.getByRole('button', { name: 'Seal and save' }).click();
  await expect(page.getByLabel('Passphrase', { exact: true })).toHaveAccessibleDescription(/Please use at least 12 characters/);
  await page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
  await page.getByRole('button', { name: 'Seal and save' }).click();
  await expect(page.getByLabel('The passphrase once more')).toHaveAccessibleDescription(/aren’t the same/);
  const requests = traces.urls.length;
  const download = await sealWith(page, passphrase);
  expect(download.suggestedFilename()).toBe('plan.sealed');
  await expect(page.getByText('Saved. Give it to the person too')).toBeVisible();
  await expect(page.getByLabel('Passphrase', { exact: true })).toHaveValue('');
  // Nothing of it went anywhere.
  expect(traces.urls.slice(requests).filter((url) => !url.startsWith('blob:'))).toEqual([]);
  const path = testInfo.outputPath('plan.sealed');
  await download.saveAs(path);
  const bytes = await readFile(path);
  for (const word of ['canary', 'Elm', 'Winnipeg', 'lamp']) expect(bytes.includes(word)).toBe(false);

  // The next day, on a fresh page.
  await page.reload();
  await page.getByRole('button', { name: 'Open a sealed file' }).click();
  await openFile(page, path, passphrase);
  await expect(page.getByRole('heading', { name: 'Is this still so?' })).toBeFocused();
  const goOn = page.getByRole('button', { name: 'Go on', exact: true });
  await expect(goOn).toBeDisabled();
  const asked = page.locator('.step-list > li');
  await expect(asked).toHaveCount(2);
  await asked.filter({ hasText: 'Near Winnipeg, MB' }).getByText('Not any more').click();
  await expect(goOn).toBeDisabled();
  await asked.first().getByText('Still so').click();
  await goOn.click();
  await expect(page.getByRole('heading', { name: 'How the chosen places stand today' })).toBeFocused();
  await expect(page.locator('.step-list > li')).toHaveText([/Elm Street Night House.*Fits what you asked/, /Maison du Phare.*Fits what you asked/]);
  await page.getByRole('button', { name: 'Go on with this' }).click();
  await expect(page.getByRole('list', { name: 'Needs chosen' }).getByRole('listitem')).toHaveCount(1);
  await expect(page.getByRole('combobox', { name: 'Near where?' })).toHaveValue('');
  await expect(needField(page)).toHaveValue('');
  await expect(page.getByRole('region', { name: 'Chosen together' }).getByRole('listitem')).toHaveCount(2);
});

test('a withdrawn place is taken off, and one that could not be looked up stays', async ({ page }, testInfo) => {
  await open(page);
  await toSeal(page);
  await page.getByRole('button', { name: 'Yes, make the file' }).click();
  const path = testInfo.outputPath('plan.sealed');
  await (await sealWith(page, passphrase)).saveAs(path);
  await page.reload();
  await page.route('**/api/v1/service', async (route) => {
    const { id } = route.request().postDataJSON() as { id: string };
    if (id.endsWith('1')) await route.fulfill({ json: { id, withdrawn: true, name: first } });
    else await route.continue();
  });
  await page.getByRole('button', { name: 'Open a sealed file' }).click();
  await openFile(page, path, passphrase);
  await expect(page.getByRole('heading', { name: 'Is this still so?' })).toBeFocused();
  for (const row of await page.locator('.step-list > li').all()) await row.getByText('Still so').click();
  await page.getByRole('button', { name: 'Go on', exact: true }).click();
  await expect(page.locator('.step-list > li').first()).toContainText('Not listed any more: taken off the list');
  await page.getByRole('button', { name: 'Go on with this' }).click();
  await expect(page.getByRole('region', { name: 'Chosen together' }).getByRole('listitem')).toHaveText([/Maison du Phare/]);
});

test('each way in which a file fails is said, as far as it can be told', async ({ page }, testInfo) => {
  await open(page);
  await toSeal(page);
  await page.getByRole('button', { name: 'Yes, make the file' }).click();
  const whole = testInfo.outputPath('plan.sealed');
  await (await sealWith(page, passphrase)).saveAs(whole);
  const bytes = await readFile(whole);
  const other = async (name: string, content: Uint8Array) => {
    const path = testInfo.outputPath(name);
    await writeFile(path, content);
    return path;
  };
  const flipped = Buffer.from(bytes);
  flipped[500] = (flipped[500] ?? 0) ^ 1;
  await page.reload();
  await page.getByRole('button', { name: 'Open a sealed file' }).click();
  const alert = page.getByRole('alert');
  await openFile(page, whole, `${passphrase}!`);
  await expect(alert).toHaveText('Either the passphrase is another one, or the file was changed. Which of the two can’t be told.');
  await openFile(page, await other('flipped', flipped), passphrase);
  await expect(alert).toHaveText('Either the passphrase is another one, or the file was changed. Which of the two can’t be told.');
  await openFile(page, await other('cut', bytes.subarray(0, 1000)), passphrase);
  await expect(alert).toHaveText('A part of this file is missing. Copy it again from where it was saved.');
  await openFile(page, await other('longer', Buffer.concat([bytes, Buffer.from('x')])), passphrase);
  await expect(alert).toHaveText('This file was changed after it was sealed. It can’t be opened.');
  await openFile(page, await other('picture', Buffer.from('not this')), passphrase);
  await expect(alert).toHaveText('This isn’t a sealed file of this directory.');
});

test('after 90 days a plan stays shut', async ({ page }, testInfo) => {
  await open(page);
  await toSeal(page);
  await page.getByRole('button', { name: 'Yes, make the file' }).click();
  const path = testInfo.outputPath('plan.sealed');
  await (await sealWith(page, passphrase)).saveAs(path);
  await page.clock.setFixedTime(Date.now() + 92 * 24 * 3600 * 1000);
  await page.reload();
  await page.getByRole('button', { name: 'Open a sealed file' }).click();
  await openFile(page, path, passphrase);
  await expect(page.getByRole('alert')).toContainText('That day has passed.');
});

test('with a no, nothing is kept', async ({ page }) => {
  await open(page);
  await toSeal(page);
  await page.getByRole('button', { name: 'No, keep nothing' }).click();
  await expect(page.getByRole('region', { name: 'Chosen together' })).toBeVisible();
});
