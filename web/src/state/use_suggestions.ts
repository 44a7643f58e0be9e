import { useEffect, useState } from 'react';
import { suggest } from '../api/client';
import type { Language, Suggestions } from '../api/types';

const pauseMs = 120;
const none: Suggestions = { needs: [], facts: [], services: [], places: [] };

/** What the directory suggests for a text being typed. Without an answer there is simply nothing to pick from. */
export function useSuggestions(typed: string, language: Language): Suggestions {
  // A last word of one letter finds nothing yet; until it grows the words before it count.
  const text = typed.trim().replace(/\s+\S$/, '');
  const [found, setFound] = useState<{ text: string; suggestions: Suggestions }>({ text: '', suggestions: none });
  useEffect(() => {
    if (text.length < 2) return;
    const controller = new AbortController();
    const timer = window.setTimeout(() => {
      suggest(text, language, controller.signal).then(
        (suggestions) => {
          if (!controller.signal.aborted) setFound({ text, suggestions });
        },
        // Typing goes on without suggestions; a search that fails says so.
        () => undefined,
      );
    }, pauseMs);
    return () => {
      window.clearTimeout(timer);
      controller.abort();
    };
  }, [text, language]);
  return text.length < 2 ? none : found.suggestions;
}
