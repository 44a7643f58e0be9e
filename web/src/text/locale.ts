import type { Labels, Language } from '../api/types';

/** The region decides number and date forms; the texts themselves are English and French. */
export const locales: Record<Language, string> = { en: 'en-CA', fr: 'fr-CA' };

/** For Intl: the locale of a language of the desk, or a locale as it is. */
export function localeOf(language: string): string {
  return Object.hasOwn(locales, language) ? locales[language as Language] : language;
}

/** A label of the catalogue in this language, else in English, else in any that it has. */
export function labelIn(labels: Labels, language: string): string {
  return labels[language] ?? labels['en'] ?? Object.values(labels)[0] ?? '';
}
