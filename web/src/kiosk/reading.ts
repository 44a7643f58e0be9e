import { createContext, useContext } from 'react';

/** The words that are being read aloud right now; null: silence. */
export const ReadingContext = createContext<string | null>(null);

/** Whether these words are being read, so that the tile they stand on can show it. */
export function useIsRead(words: string): boolean {
  return useContext(ReadingContext) === words;
}
