import { expect, type Locator, type Page } from '@playwright/test';
import { pages } from '../kiosk_pages.mjs';
import { test as desk } from './desk';

export { expect };

/** The kiosk has a listener of its own, at the port after the next. */
export const test = desk.extend({
  home: '/kiosk',
  baseURL: async ({ baseURL }, provide) => {
    const desks = new URL(baseURL ?? '');
    desks.port = String(Number(desks.port) + 2);
    await provide(desks.origin);
  },
});

export const portrait = { width: 1080, height: 1920 };
export const landscape = { width: 1366, height: 768 };
export const narrow = { width: 320, height: 640 };

/** The languages that the page is whole in, each as it names itself. */
export const languages = {
  en: 'English', fr: 'Français', es: 'Español', ar: 'العربية', 'zh-Hans': '简体中文', tl: 'Tagalog', pa: 'ਪੰਜਾਬੀ', uk: 'Українська',
} as const;
export type Tag = keyof typeof languages;
/** English and Arabic; all of them in the long form. */
export const tested: readonly Tag[] = process.env['PORCHLIGHT_LONG'] === '1' ? (Object.keys(languages) as Tag[]) : ['en', 'ar'];

/** From the first screen to the tiles, by one touch. */
export async function touchLanguage(page: Page, tag: Tag = 'en'): Promise<void> {
  await page.goto('/kiosk');
  await page.locator('.tile-language', { hasText: languages[tag] }).click();
  await expect(page.locator('.tiles-first .tile')).toHaveCount(4);
}

/** Results for the first need of food: the second and third touch. */
export async function touchResults(page: Page): Promise<void> {
  await page.locator('.tiles-first .tile').first().click();
  await page.locator('main .tile').nth(1).click();
  await expect(page.locator('.card').first()).toBeVisible();
}

export async function touchPlace(page: Page): Promise<void> {
  await page.locator('.card .control-main').first().click();
  await expect(page.locator('.place-parts')).toBeVisible();
}

/** The yes to having it along, and the ways to. */
export async function touchYes(page: Page): Promise<void> {
  await page.locator('.place-touch .control-main').click();
  await page.locator('.tiles-answers .tile').first().click();
  await expect(page.locator('.tiles-take')).toBeVisible();
}

export const bar = (page: Page) => page.locator('.bar');
export const finish = (page: Page): Locator => bar(page).locator('[data-kind="finish"]');

export { pages as screens };
type Screen = (typeof pages)[number];

/** From the tiles to a page. */
export async function touchScreen(page: Page, { touches }: Screen): Promise<void> {
  for (const touch of touches) await page.locator(touch).click();
  await expect(page.locator('h1')).toBeVisible();
  await expect(page.locator('[data-busy="true"]')).toHaveCount(0);
}

/** Opens a page anew, from the first touch. */
export async function openScreen(page: Page, tag: Tag, screen: Screen): Promise<void> {
  await touchLanguage(page, tag);
  await touchScreen(page, screen);
}
