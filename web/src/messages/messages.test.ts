import { describe, expect, it } from 'vitest';
import { avoidedIn, valuesOf } from '../text/message_checks';
import { messages, textIn, type MessageKey } from '../text/texts';

const keys = Object.keys(messages.en) as MessageKey[];
const all = keys.flatMap((key) => [messages.en[key], messages.fr[key]].map((message) => [key, message] as const));

describe('the message catalogue', () => {
  it('has every message in both languages', () => {
    expect(Object.keys(messages.fr).sort()).toEqual([...keys].sort());
    for (const [key, message] of all) expect(message.trim(), key).not.toBe('');
  });

  it('takes the same values in both languages', () => {
    for (const key of keys) expect(valuesOf(messages.fr[key]), key).toEqual(valuesOf(messages.en[key]));
  });

  it('leaves no brace or number sign of a message on the screen', () => {
    const values = { count: 2, atLeast: 'no', meets: 2, ask: 3, meetsAtLeast: 'yes', askAtLeast: 'no' };
    for (const language of ['en', 'fr'] as const) {
      for (const key of keys) {
        const filled = Object.fromEntries(valuesOf(messages[language][key]).map((name) => [name, 'x']));
        expect(textIn(language)(key, { age: 2, km: 2, ...filled, ...values }), key).not.toMatch(/[{}#]/);
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
