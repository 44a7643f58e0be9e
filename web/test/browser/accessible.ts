import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, overflow } from './desk';

export const wcag = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** Axe finds nothing, and nothing runs off the page. */
export async function expectNoViolation(page: Page, tags = [...wcag, 'best-practice']): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(tags).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`)).toEqual([]);
  expect(await overflow(page)).toBe(0);
}

/** Controls that are smaller than a finger. */
export function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('button, select, a[href], label:has(input), input:not([type="radio"]):not([type="checkbox"])')]
      .filter((element) => element.checkVisibility() && element.closest('.visually-hidden') === null && !element.matches('.skip'))
      // A name that runs over several lines is a link in text; its height is its lines'.
      .map((element) => ({ element, box: element.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 1 && (box.height < 43.9 || box.width < 43.9))
      .map(({ element, box }) => `${Math.round(box.width)}×${Math.round(box.height)} ${element.className}`),
  );
}
