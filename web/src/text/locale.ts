import type { Labels, Language } from '../api/types';

/** The region decides number and date forms; digits are Western in every language, as phones have them. */
export const locales: Record<Language, string> = {
  en: 'en-CA',
  fr: 'fr-CA',
  es: 'es-u-nu-latn',
  ar: 'ar-u-nu-latn',
  'zh-Hans': 'zh-Hans-u-nu-latn',
  tl: 'fil-u-nu-latn',
  pa: 'pa-Guru-u-nu-latn',
  uk: 'uk-u-nu-latn',
};

/** For Intl: the locale of one of our languages, or a locale as it is. */
export function localeOf(language: string): string {
  return Object.hasOwn(locales, language) ? locales[language as Language] : language;
}

/** For `dir`: which way words of this language run. */
export function directionOf(language: string): 'ltr' | 'rtl' {
  return language === 'ar' ? 'rtl' : 'ltr';
}

/** A label of the catalogue in this language, else in English, else in any that it has. */
export function labelIn(labels: Labels, language: string): string {
  return labels[language] ?? labels['en'] ?? Object.values(labels)[0] ?? '';
}
