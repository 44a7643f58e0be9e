import { readFileSync } from 'node:fs';
import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, it } from 'vitest';
import { messages, textIn, type MessageKey } from '../text/texts';

const keys = Object.keys(messages.en) as MessageKey[];
const all = keys.flatMap((key) => [messages.en[key], messages.fr[key]].map((message) => [key, message] as const));

/** The names that a message takes values for. */
function valuesOf(message: string): string[] {
  const names = new Set<string>();
  const visit = (elements: unknown): void => {
    if (Array.isArray(elements)) for (const element of elements) visit(element);
    else if (typeof elements === 'object' && elements !== null) {
      const { type, value } = elements as { type?: number; value?: unknown };
      if (type !== undefined && type >= 1 && type <= 6 && typeof value === 'string') names.add(value);
      for (const child of Object.values(elements)) visit(child);
    }
  };
  visit(new IntlMessageFormat(message, 'en', undefined, { ignoreTag: true }).getAst());
  return [...names].sort();
}

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
    const avoided = readFileSync(new URL('../../../data/wording/avoid.txt', import.meta.url), 'utf8')
      .split('\n')
      .map((line) => line.trim().toLowerCase())
      .filter((line) => line !== '' && !line.startsWith('#'));
    expect(avoided.length).toBeGreaterThan(20);
    for (const [key, message] of all) {
      const words = ` ${message.toLowerCase().replace(/[^\p{Letter}\p{Number}’'%-]+/gu, ' ')} `;
      expect(avoided.filter((avoid) => words.includes(` ${avoid} `)), key).toEqual([]);
    }
  });
});
