import { IntlMessageFormat } from 'intl-messageformat';
import { createContext, useContext, useMemo, type ReactNode } from 'react';
import { isolated, type Values } from '../text/isolated';
import type en from './messages/en.json';

export type MessageKey = keyof (typeof en)['messages'];

/** A file of messages/: how its words were made, who read them, and the words. Where one is missing, it is English. */
export interface MessagesFile {
  /** How and when these words were made, in one plain English sentence. */
  made: string;
  /** The speaker who read them, by role; null: nobody has yet. */
  reviewed: { on: string; by: string } | null;
  messages: Partial<Record<MessageKey, string>>;
}

/** All of them are in the bundle: choosing a language asks the server nothing. */
const files = import.meta.glob<MessagesFile>('./messages/*.json', { eager: true, import: 'default' });

/** A language of this page. */
export interface Locale {
  /** As the server's texts are named by: "zh-Hans". */
  tag: string;
  /** Its name in itself. */
  endonym: string;
  direction: 'ltr' | 'rtl';
  /** For numbers, dates and plurals: Western digits in every language, as phones have them. */
  intl: string;
  /** Only some words so far; the rest is in English. */
  partial?: true;
}

/** In the order of the language page. */
export const locales: readonly Locale[] = [
  { tag: 'en', endonym: 'English', direction: 'ltr', intl: 'en-CA-u-nu-latn' },
  { tag: 'fr', endonym: 'Français', direction: 'ltr', intl: 'fr-CA-u-nu-latn' },
  { tag: 'crk', endonym: 'ᓀᐦᐃᔭᐍᐏᐣ', direction: 'ltr', intl: 'en-CA-u-nu-latn', partial: true },
  { tag: 'iu', endonym: 'ᐃᓄᒃᑎᑐᑦ', direction: 'ltr', intl: 'en-CA-u-nu-latn', partial: true },
  { tag: 'es', endonym: 'Español', direction: 'ltr', intl: 'es-u-nu-latn' },
  { tag: 'ar', endonym: 'العربية', direction: 'rtl', intl: 'ar-u-nu-latn' },
  { tag: 'zh-Hans', endonym: '简体中文', direction: 'ltr', intl: 'zh-Hans-u-nu-latn' },
  { tag: 'tl', endonym: 'Tagalog', direction: 'ltr', intl: 'fil-u-nu-latn' },
  { tag: 'pa', endonym: 'ਪੰਜਾਬੀ', direction: 'ltr', intl: 'pa-Guru-u-nu-latn' },
  { tag: 'uk', endonym: 'Українська', direction: 'ltr', intl: 'uk-u-nu-latn' },
];

export const english = locales[0] as Locale;

export function fileOf(tag: string): MessagesFile | undefined {
  return files[`./messages/${tag}.json`];
}

export interface Texts {
  locale: Locale;
  /** Its tag, for requests and labels; where the server has no words in it, they come in English. */
  language: string;
  /** One message, filled in. */
  text: (key: MessageKey, values?: Values) => string;
  /** Whether a speaker has read these words; English is the source. */
  reviewed: boolean;
}

const TextsContext = createContext<Texts>(textsIn(english));

export function TextsProvider({ locale, children }: { locale: Locale; children: ReactNode }) {
  const texts = useMemo(() => textsIn(locale), [locale]);
  return <TextsContext value={texts}>{children}</TextsContext>;
}

export function useTexts(): Texts {
  return useContext(TextsContext);
}

export function textsIn(locale: Locale): Texts {
  const compiled = new Map<MessageKey, IntlMessageFormat>();
  const own = fileOf(locale.tag);
  const source = fileOf('en') as MessagesFile;
  return {
    locale,
    language: locale.tag,
    reviewed: locale.tag === 'en' || (own !== undefined && own.reviewed !== null),
    text: (key, values) => {
      let message = compiled.get(key);
      if (message === undefined) {
        message = new IntlMessageFormat(own?.messages[key] ?? source.messages[key] ?? '', locale.intl, undefined, { ignoreTag: true });
        compiled.set(key, message);
      }
      return String(message.format(locale.direction === 'rtl' && values !== undefined ? isolated(values) : values));
    },
  };
}
