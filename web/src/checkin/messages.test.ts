import { describe, expect, it } from 'vitest';
import type { DeskLanguage, Language } from '../api/types';
import { avoidedIn, valuesOf } from '../text/message_checks';
import { personFile, personLanguages } from '../text/person_messages';
import { messages, textIn, type MessageKey } from '../text/texts';

const sources = import.meta.glob<string>(['./{OneService,TellFirst,ReadAloud,sections}.{ts,tsx}', '../answer/{Phones,FailureNote,Quoted}.tsx'], {
  eager: true,
  import: 'default',
  query: '?raw',
});

/** What the person's part of the check-in says: the texts that its components name. */
const said = [...new Set(Object.values(sources).flatMap((source) => [...source.matchAll(/'([a-z_]+)'|words="([a-z_]+)"/g)].map(([, one, two]) => one ?? two ?? '')))]
  .filter((key): key is MessageKey => key in messages.en);
const parts: MessageKey[] = ['checkin_what', 'checkin_when', 'checkin_far', 'checkin_asked', 'checkin_known', 'checkin_unknown'];
const elsewhere: MessageKey[] = ['checkin_unreviewed', 'checkin_original', 'card_stays'];
const keys = [...new Set([...said, ...parts, ...elsewhere])].sort();

const languages = personLanguages.map(({ tag }) => tag).filter((tag): tag is Exclude<Language, DeskLanguage> => tag !== 'en' && tag !== 'fr');

describe.each(languages)('what the person reads at the check-in in %s', (language) => {
  const file = personFile(language);

  it('is all there, and nothing besides', () => {
    expect(Object.keys(file.messages).sort()).toEqual(keys);
  });

  it('names how it was made, and who read it', () => {
    expect(file.made.length).toBeGreaterThan(20);
    expect(file).toHaveProperty('reviewed');
  });

  it('takes the same values as in English', () => {
    for (const [key, message] of Object.entries(file.messages)) expect(valuesOf(message), key).toEqual(valuesOf(messages.en[key as MessageKey]));
  });

  it('uses none of the words to avoid, and leaves no brace on the screen', () => {
    for (const [key, message] of Object.entries(file.messages)) {
      expect(avoidedIn(message), key).toEqual([]);
      const filled = Object.fromEntries(valuesOf(message).map((name) => [name, 2]));
      expect(textIn(language)(key as MessageKey, filled), key).not.toMatch(/[{}#]|[٠-٩۰-۹੦-੯]/u);
    }
  });
});

it('keeps names and numbers in their own direction within an Arabic sentence', () => {
  expect(textIn('ar')('extension', { number: '204-555' })).toContain('\u2068204-555\u2069');
  expect(textIn('en')('extension', { number: '204-555' })).not.toContain('\u2068');
});
