import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { openAsWorker as open, test } from './account';
import { expectNoViolation } from './accessible';
import { ask, expect, toTop } from './desk';
import { printed } from './paper';

/** The languages in which a participant can be spoken to besides the desk's own, each named in itself. */
const languages = { es: 'Español', ar: 'العربية', 'zh-Hans': '简体中文', tl: 'Tagalog', pa: 'ਪੰਜਾਬੀ', uk: 'Українська' };

function wordsOf(tag: string): (key: string) => string {
  const { messages } = JSON.parse(readFileSync(new URL(`../../src/checkin/messages/${tag}.json`, import.meta.url), 'utf8')) as { messages: Record<string, string> };
  return (key) => messages[key] ?? key;
}

/** Words of the directory itself: what agencies wrote, and the English beside words that no speaker has read, are marked as such. */
function ownWords(page: Page): Promise<string> {
  return page.locator('.check-in-person').evaluate((person) => {
    const copy = person.cloneNode(true) as HTMLElement;
    for (const other of copy.querySelectorAll('[lang], .quoted, .step-heading, .card-organization, .language-mark')) other.remove();
    return copy.textContent;
  });
}

for (const [tag, endonym] of Object.entries(languages)) {
  test(`from what is told first to the card, in ${tag}`, async ({ page }) => {
    const word = wordsOf(tag);
    await page.setViewportSize({ width: 320, height: 640 });
    await open(page);
    await ask(page, 'a bed tonight');
    await page.locator('.card').filter({ has: page.locator('.choose') }).first().getByRole('button', { name: 'Choose' }).click();
    await page.getByRole('button', { name: 'Check in together' }).click();
    await page.getByText(endonym, { exact: true }).click();
    await expect(page.locator('.check-in-person')).toHaveAttribute('lang', tag);
    await expect(page.locator('.check-in-person')).toHaveCSS('direction', tag === 'ar' ? 'rtl' : 'ltr');
    await expect(page.getByText(word('tell_kept'))).toBeVisible();
    // Nobody who speaks it has gone through these words yet: the English stands beside them.
    await expect(page.getByText(word('checkin_unreviewed'))).toBeVisible();
    await expect(page.getByText('Before you tell me more: ask me what I would have to report.')).toBeVisible();
    await page.getByRole('button', { name: word('tell_done') }).click();
    await expect(page.getByRole('heading', { level: 3, name: word('checkin_known'), exact: true })).toBeVisible();
    // Of the directory's own sentences none is left in English.
    expect(await ownWords(page)).not.toMatch(/\b(the|they|not known|checked|open|yes)\b/i);
    if (tag === 'ar') {
      await toTop(page);
      await expectNoViolation(page);
    }
    await page.getByRole('button', { name: word('checkin_may_yes') }).click();
    await expect(page.getByText(word('checkin_ring_open'))).toBeVisible();
    // The worker rings, and reads the questions in the desk's language.
    await expect(page.getByText('“Are you taking people today? Until when?”')).toBeVisible();
    await page.getByRole('button', { name: word('reply_yes'), exact: true }).click();
    await expect(page.locator('.hand-card').first()).toHaveAttribute('lang', tag);
    const paper = (await printed(page)).words;
    expect(paper).not.toBe('');
    expect(paper).not.toMatch(/http|Porchlight|Monday|Phone|Hours/);
    if (tag === 'ar') {
      await toTop(page);
      await expectNoViolation(page);
    }
  });
}
