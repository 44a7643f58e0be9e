import { IntlMessageFormat } from 'intl-messageformat';
import { createContext, useContext, useMemo, type ReactNode } from 'react';
import type { Language } from '../api/types';
import en from '../messages/en.json';
import fr from '../messages/fr.json';
import { locales } from './locale';

export { labelIn, locales } from './locale';

export type MessageKey = keyof typeof en;
export type Values = Record<string, string | number>;
/** One message of the catalogue, in the chosen language, with its values filled in. */
export type Text = (key: MessageKey, values?: Values) => string;

export const messages: Record<Language, Record<MessageKey, string>> = { en, fr };

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
  return textOf(messages[language], language);
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
    return String(message.format(values));
  };
}
