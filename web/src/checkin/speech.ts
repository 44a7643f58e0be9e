import type { Language } from '../api/types';
import type { Section } from './sections';

/** One stretch of words in one language. */
export interface Spoken {
  text: string;
  language: string;
}

/** What is read aloud, in the order of the screen. Words whose language isn't recorded are left out: read wrongly, they mislead. */
export function spokenOf(name: Spoken, sections: Section[], language: Language): Spoken[] {
  return [
    name,
    ...sections.flatMap(({ title, lines }) => [
      { text: title, language },
      ...lines
        .filter(({ quotedIn }) => quotedIn !== 'und')
        .map((line) => ({ text: line.checked === undefined ? line.text : `${line.text} ${line.checked}`, language: line.quotedIn ?? language })),
    ]),
  ];
}

type Voice = Pick<SpeechSynthesisVoice, 'lang' | 'localService'>;

/** A voice of this language that speaks on the device itself. Others would send every word to someone's server. */
export function localVoice<One extends Voice>(voices: readonly One[], language: string): One | null {
  // Tagalog's voices call it Filipino.
  const base = (tag: string) => tag.toLowerCase().split(/[-_]/)[0]?.replace(/^fil$/, 'tl');
  return voices.find((voice) => voice.localService && base(voice.lang) === base(language)) ?? null;
}
