import arabic from 'simple-keyboard-layouts/build/layouts/arabic';
import english from 'simple-keyboard-layouts/build/layouts/english';
import french from 'simple-keyboard-layouts/build/layouts/french';
import punjabi from 'simple-keyboard-layouts/build/layouts/punjabi';
import spanish from 'simple-keyboard-layouts/build/layouts/spanish';
import ukrainian from 'simple-keyboard-layouts/build/layouts/ukrainian';

interface Layout {
  layout: Record<string, string[]>;
}

/** Where a language has none here (Chinese is written through lists of suggestions), the English one. */
const layouts: Record<string, Layout> = { en: english, fr: french, es: spanish, ar: arabic, pa: punjabi, uk: ukrainian };

/** What needs are written in: letters with their marks, digits, and what stands within words. */
const inWords = /^[\p{L}\p{M}\p{N}'’-]+$/u;

/** The keys of a language in rows, without signs, and without keys that type nothing: those are the keyboard's own. */
export function rowsOf(language: string, shift: boolean): string[][] {
  const { layout } = layouts[language] ?? english;
  return (layout[shift ? 'shift' : 'default'] ?? [])
    .map((row) => row.split(' ').filter((key) => inWords.test(key)))
    .filter((row) => row.length > 0);
}
