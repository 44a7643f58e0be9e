import { describe, expect, it } from 'vitest';
import { avoidedIn, valuesOf } from '../text/message_checks';
import { messages, textOf } from '../text/texts';

type Catalogue = Record<string, string>;

/** The page's own messages, and those of each of staff's rooms. */
const files = import.meta.glob<Catalogue>('../*/messages/{en,fr}.json', { eager: true, import: 'default' });
const rooms = Object.keys(files).flatMap((file) => /^\.\.\/(?!kiosk\/)(.+)\/messages\/en\.json$/.exec(file)?.[1] ?? []);
const catalogues = [
  { of: 'the page', en: messages.en as Catalogue, fr: messages.fr as Catalogue },
  ...rooms.map((of) => ({ of, en: files[`../${of}/messages/en.json`] ?? {}, fr: files[`../${of}/messages/fr.json`] ?? {} })),
];

describe.each(catalogues)('the messages of $of', ({ en, fr }) => {
  const keys = Object.keys(en);
  const all = keys.flatMap((key) => [en[key] ?? '', fr[key] ?? ''].map((message) => [key, message] as const));

  it('has every message in both languages', () => {
    expect(Object.keys(fr).sort()).toEqual([...keys].sort());
    for (const [key, message] of all) expect(message.trim(), key).not.toBe('');
  });

  it('takes the same values in both languages', () => {
    for (const key of keys) expect(valuesOf(fr[key] ?? ''), key).toEqual(valuesOf(en[key] ?? ''));
  });

  it('leaves no brace or number sign of a message on the screen', () => {
    const values = { count: 2, atLeast: 'no', meets: 2, ask: 3, meetsAtLeast: 'yes', askAtLeast: 'no' };
    for (const [language, catalogue] of [['en', en], ['fr', fr]] as const) {
      const text = textOf(catalogue, language);
      for (const key of keys) {
        const filled = Object.fromEntries(valuesOf(catalogue[key] ?? '').map((name) => [name, 'x']));
        expect(text(key, { age: 2, km: 2, ...filled, ...values }), key).not.toMatch(/[{}#]/);
      }
    }
  });

  it('says of no place that it is free of danger', () => {
    // A safety plan is a thing that people make, not a claim about a place.
    for (const [key, message] of all) expect(message.replace(/safety plan/i, ''), key).not.toMatch(/\bsafe|sécuritaire|\bsûre?s?\b|\bseguro/i);
  });

  it('uses none of the words to avoid', () => {
    expect(avoidedIn('a safe house')).not.toEqual([]);
    for (const [key, message] of all) expect(avoidedIn(message), key).toEqual([]);
  });
});
