import { useMemo } from 'react';
import type { Language } from '../api/types';
import { textOf, useTexts, type Values } from '../text/texts';

interface RoomTexts<Key extends string> {
  language: Language;
  text: (key: Key, values?: Values) => string;
}

/** The hook by which a room reads its own messages, which are loaded with it and not with the page. */
export function roomTexts<En extends Record<string, string>>(en: En, fr: Record<keyof En, string>): () => RoomTexts<keyof En & string> {
  return () => {
    const { language } = useTexts();
    return useMemo(() => ({ language, text: textOf<keyof En & string>(language === 'fr' ? fr : en, language) }), [language]);
  };
}
