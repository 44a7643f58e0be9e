import { IntlMessageFormat } from 'intl-messageformat';
import { createContext, useContext, useMemo, type ReactNode } from 'react';
import type { DeskLanguage, Language } from '../api/types';
import en from '../messages/en.json';
import fr from '../messages/fr.json';
import { isolated, type Values } from './isolated';
import { directionOf, locales } from './locale';
import { personMessages } from './person_messages';

export type { Values } from './isolated';
export { labelIn, locales } from './locale';

export type MessageKey = keyof typeof en;
/** One message of the catalogue, in the chosen language, with its values filled in. */
export type Text = (key: MessageKey, values?: Values) => string;

export const messages: Record<DeskLanguage, Record<MessageKey, string>> = { en, fr };

interface Texts {
  language: Language;
  text: Text;
}

const TextsContext = createContext<Texts>({ language: 'en', text: textIn('en') });

export function TextsProvider({ language, children }: { language: Language; children: ReactNode }) {
  const texts = useMemo(() => ({ language, text: textIn(language) }), [language]);
  return <TextsContext value={texts}>{children}</TextsContext>;
}

export function useTexts(): Texts {
  return useContext(TextsContext);
}

export function textIn(language: Language): Text {
  return textOf(language === 'en' || language === 'fr' ? messages[language] : { ...en, ...personMessages(language) }, language);
}

/** One catalogue's messages, each compiled at its first use. */
export function textOf<Key extends string>(catalogue: Record<Key, string>, language: Language): (key: Key, values?: Values) => string {
  const compiled = new Map<Key, IntlMessageFormat>();
  return (key, values) => {
    let message = compiled.get(key);
    if (message === undefined) {
      message = new IntlMessageFormat(catalogue[key], locales[language], undefined, { ignoreTag: true });
      compiled.set(key, message);
    }
    return String(message.format(directionOf(language) === 'rtl' && values !== undefined ? isolated(values) : values));
  };
}
