import { readFileSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { wcag } from './accessible';
import { overflow } from './desk';
import { expect, landscape, languages, narrow, openScreen, portrait, screens, test, tested, touchLanguage } from './kiosk';

const long = process.env['PORCHLIGHT_LONG'] === '1';
const sizes = long ? { portrait, landscape, narrow } : { portrait };

/** Axe finds nothing; text keeps 7:1. */
async function expectNoViolation(page: Page, name: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags([...wcag, 'best-practice']).withRules(['color-contrast-enhanced', ...(await rulesOf())]).analyze();
  expect(violations.map(({ id, nodes }) => `${name}: ${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`)).toEqual([]);
}

/** All rules of these tags: naming one rule would leave out the others. */
async function rulesOf(): Promise<string[]> {
  const axe = await import('axe-core');
  return axe.default.getRules([...wcag, 'best-practice']).map(({ ruleId }) => ruleId);
}

/** What can be touched and is too small, or closer than 8 px to what else can be touched. */
function badTargets(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    // What lies behind the bar, or outside of what scrolls, isn't there to be touched.
    const seenOf = (element: HTMLElement) => {
      const box = element.getBoundingClientRect();
      const main = element.closest('main');
      if (main === null) return box;
      const within = main.getBoundingClientRect();
      const bar = document.querySelector('.bar-first')?.getBoundingClientRect();
      const top = Math.max(box.top, within.top);
      const bottom = Math.min(box.bottom, within.bottom, bar === undefined || bar.left > within.right || bar.right < within.left ? Infinity : bar.top);
      return new DOMRect(box.left, top, box.width, bottom - top);
    };
    const boxes = [...document.querySelectorAll<HTMLElement>('button, a[href], input')]
      .filter((element) => element.checkVisibility() && !element.matches('.skip'))
      .map((element) => ({ name: element.textContent, box: element.getBoundingClientRect(), seen: seenOf(element) }))
      .filter(({ box }) => box.width > 0);
    const small = boxes.filter(({ box }) => box.width < 47.9 || box.height < 47.9).map(({ name, box }) => `${name}: ${Math.round(box.width)}×${Math.round(box.height)}`);
    const gap = (one: DOMRect, other: DOMRect) =>
      Math.max(one.left - other.right, other.left - one.right, one.top - other.bottom, other.top - one.bottom);
    const close: string[] = [];
    const seen = boxes.filter((one) => one.seen.height > 0);
    seen.forEach(({ name, seen: box }, index) => {
      for (let other = index + 1; other < seen.length; other++) {
        const next = seen[other]?.seen;
        if (next === undefined) continue;
        const distance = gap(box, next);
        if (distance >= 0 && distance < 7.9) close.push(`${name} and ${seen[other]?.name}: ${Math.round(distance)} px`);
      }
    });
    return [...small, ...close];
  });
}

/** How far down what can be touched begins, in px. */
function highestTarget(page: Page): Promise<number> {
  return page.evaluate(() =>
    Math.min(...[...document.querySelectorAll('button:not(.skip), input')].filter((element) => element.checkVisibility()).map((element) => element.getBoundingClientRect().top)),
  );
}

for (const tag of tested) {
  for (const [name, size] of Object.entries(sizes)) {
    test(`axe finds nothing, and every finger finds its target: ${languages[tag]}, ${name}`, async ({ page }) => {
      test.setTimeout(300_000);
      await page.setViewportSize(size);
      await page.emulateMedia({ reducedMotion: 'reduce' });
      await page.goto('/kiosk');
      await expect(page.locator('.tile-language')).toHaveCount(10);
      await expectNoViolation(page, 'attract');
      for (const screen of screens) {
        await openScreen(page, tag, screen);
        await expectNoViolation(page, screen.name);
        expect(await overflow(page), screen.name).toBe(0);
        expect(await badTargets(page), screen.name).toEqual([]);
        // On a tall screen in the lower two thirds, where a hand is.
        if (size === portrait) expect(await highestTarget(page), screen.name).toBeGreaterThanOrEqual(portrait.height / 3);
      }
    });
  }
}

test('on a tall screen all that is touched is in the lower half after "move down"', async ({ page }) => {
  await page.setViewportSize(portrait);
  await touchLanguage(page);
  await page.getByRole('button', { name: 'Move down' }).click();
  expect(await highestTarget(page)).toBeGreaterThanOrEqual(portrait.height / 2);
});

test('text is 20 px at least, and grows to twice that without running off the page', async ({ page }) => {
  test.setTimeout(300_000);
  for (const size of Object.values(sizes)) {
    await page.setViewportSize(size);
    await touchLanguage(page);
    const smallest = () =>
      page.evaluate(() => {
        const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        let least = Infinity;
        for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
          const parent = node.parentElement;
          if (parent === null || (node.textContent ?? '').trim() === '' || !parent.checkVisibility() || parent.closest('#paper, .print-note') !== null) continue;
          least = Math.min(least, parseFloat(getComputedStyle(parent).fontSize));
        }
        return least;
      });
    const before = await smallest();
    expect(before).toBeGreaterThanOrEqual(20);
    await page.getByRole('button', { name: 'Bigger words' }).click();
    await page.getByRole('button', { name: 'Bigger words' }).click();
    expect(await smallest()).toBeGreaterThanOrEqual(40);
    for (const screen of screens) {
      await openScreen(page, 'en', screen);
      // Each visit begins with words of the usual size.
      await page.getByRole('button', { name: 'Bigger words' }).click();
      await page.getByRole('button', { name: 'Bigger words' }).click();
      expect(await overflow(page), screen.name).toBe(0);
      expect(await cutOff(page), screen.name).toEqual([]);
    }
  }
});

/** Words that don't fit into what they stand on. */
function cutOff(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('button, h1, h2, .card, .place-part, .strip')]
      .filter((element) => element.checkVisibility() && !element.matches('.skip') && (element.scrollWidth > element.clientWidth + 2 || (element.matches('button') && element.scrollHeight > element.clientHeight + 2)))
      .map((element) => `${element.className}: ${(element.textContent).slice(0, 60)}`),
  );
}

test('words that are longer by four tenths still fit', async ({ page }) => {
  test.setTimeout(300_000);
  // Every message made longer and marked, as a translation might be.
  await page.route('**/assets/kiosk-*.js', async (route) => {
    const response = await route.fetch();
    const script = await response.text();
    await route.fulfill({ response, body: longer(script) });
  });
  for (const size of Object.values(sizes)) {
    await page.setViewportSize(size);
    for (const screen of screens) {
      await openScreen(page, 'en', screen);
      await expect(page.locator('.bar-first')).toContainText('⟧');
      expect(await overflow(page), screen.name).toBe(0);
      expect(await cutOff(page), screen.name).toEqual([]);
    }
  }
});

/** The English messages in the bundle, each longer by four tenths. */
function longer(script: string): string {
  const { messages } = JSON.parse(readFileSync(new URL('../../src/kiosk/messages/en.json', import.meta.url), 'utf8')) as { messages: Record<string, string> };
  let out = script;
  let changed = 0;
  for (const [key, message] of Object.entries(messages)) {
    if (message.includes('{')) continue;
    const pad = 'ö'.repeat(Math.ceil(message.length * 0.4) - 1);
    // A long word breaks where words do.
    const made = `${message} ${pad.replace(/(.{7})/g, '$1 ').trim()}⟧`;
    const name = /^[a-z_]+$/.test(key) ? key : JSON.stringify(key);
    const next = out.replaceAll(`${name}:\`${message}\``, `${name}:\`${made}\``).replaceAll(`${name}:"${message}"`, `${name}:"${made}"`);
    if (next !== out) changed++;
    out = next;
  }
  if (changed < 100) throw new Error(`Only ${changed} messages found in the bundle`);
  return out;
}
