import type { DeskLanguage, Language } from '../api/types';

/** What a participant reads at the check-in, in a language that the desk itself doesn't have. */
export interface PersonMessages {
  /** How and when these words were made, in one plain English sentence. */
  made: string;
  /** The speaker who read them, by role; null: nobody has yet. */
  reviewed: { on: string; by: string } | null;
  messages: Record<string, string>;
}

/** With the page, not fetched when chosen: which language someone speaks is nobody else's to know. */
const files = import.meta.glob<PersonMessages>('../checkin/messages/*.json', { eager: true, import: 'default' });

/** In the order of the choice; each named in itself. */
export const personLanguages: readonly { tag: Language; endonym: string }[] = [
  { tag: 'en', endonym: 'English' },
  { tag: 'fr', endonym: 'Français' },
  { tag: 'es', endonym: 'Español' },
  { tag: 'ar', endonym: 'العربية' },
  { tag: 'zh-Hans', endonym: '简体中文' },
  { tag: 'tl', endonym: 'Tagalog' },
  { tag: 'pa', endonym: 'ਪੰਜਾਬੀ' },
  { tag: 'uk', endonym: 'Українська' },
];

export function personFile(language: Exclude<Language, DeskLanguage>): PersonMessages {
  const file = files[`../checkin/messages/${language}.json`];
  if (file === undefined) throw new Error(`no messages in ${language}`);
  return file;
}

export function personMessages(language: Exclude<Language, DeskLanguage>): Record<string, string> {
  return personFile(language).messages;
}

/** Whether a speaker has read the check-in's words in this language. The desk's own are the source. */
export function isReviewed(language: Language): boolean {
  return language === 'en' || language === 'fr' || personFile(language).reviewed !== null;
}
