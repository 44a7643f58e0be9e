import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, it } from 'vitest';
import { avoidedIn, valuesOf } from '../text/message_checks';
import { never } from './never_said';
import { fileOf, locales, textsIn, type MessageKey, type MessagesFile } from './texts';

const english = fileOf('en') as MessagesFile;
const keys = Object.keys(english.messages) as MessageKey[];
const whole = locales.filter(({ partial }) => partial !== true);
const all = locales.flatMap(({ tag }) => Object.entries(fileOf(tag)?.messages ?? {}).map(([key, message]) => [`${tag} ${key}`, message] as const));

describe('the kiosk’s messages', () => {
  it('are whole in eight languages, and name how they were made', () => {
    expect(whole.map(({ tag }) => tag)).toEqual(['en', 'fr', 'es', 'ar', 'zh-Hans', 'tl', 'pa', 'uk']);
    for (const { tag } of locales) {
      const file = fileOf(tag);
      expect(file?.made.length, tag).toBeGreaterThan(20);
      expect(file, tag).toHaveProperty('reviewed');
    }
  });

  it.each(whole.map(({ tag }) => tag))('has every key in %s, and none besides', (tag) => {
    expect(Object.keys(fileOf(tag)?.messages ?? {}).sort()).toEqual([...keys].sort());
  });

  it('takes the same values in every language', () => {
    for (const { tag } of locales) {
      for (const [key, message] of Object.entries(fileOf(tag)?.messages ?? {})) {
        expect(valuesOf(message), `${tag} ${key}`).toEqual(valuesOf(english.messages[key as MessageKey] ?? ''));
      }
    }
  });

  it('leaves no brace on the screen, and counts in Western digits', () => {
    for (const locale of locales) {
      const { text } = textsIn(locale);
      for (const key of keys) {
        for (const number of [0, 1, 2, 5, 11, 90]) {
          const values = Object.fromEntries(valuesOf(english.messages[key] ?? '').map((name) => [name, number]));
          expect(text(key, values), `${locale.tag} ${key}`).not.toMatch(/[{}#]|[٠-٩۰-۹੦-੯]/u);
        }
      }
    }
  });

  it('says none of the words that would name a person or a danger', () => {
    for (const [key, message] of all) expect(message.match(never), `${key}: ${message}`).toBeNull();
    expect('Is it safe there?'.match(never)).not.toBeNull();
  });

  it('uses none of the words to avoid', () => {
    for (const [key, message] of all) expect(avoidedIn(message), key).toEqual([]);
  });

  it('keeps its English sentences short and its words plain', () => {
    for (const [key, message] of Object.entries(english.messages)) {
      const plain = String(new IntlMessageFormat(message, 'en', undefined, { ignoreTag: true }).format(Object.fromEntries(valuesOf(message).map((name) => [name, 2]))));
      for (const sentence of plain.split(/[.!?…]\s+/)) expect(sentence.split(/\s+/).length, key).toBeLessThanOrEqual(20);
      expect(gradeOf(plain), `${key}: ${plain}`).toBeLessThanOrEqual(6);
    }
  });
});

/** Flesch-Kincaid grade of more than a few words; a word or two have no grade. */
function gradeOf(text: string): number {
  const words = text.match(/[\p{L}’'-]+/gu) ?? [];
  if (words.length < 8) return 0;
  const sentences = Math.max(1, text.split(/[.!?…]/).filter((part) => part.trim() !== '').length);
  const syllables = words.reduce((sum, word) => sum + syllablesOf(word), 0);
  return 0.39 * (words.length / sentences) + 11.8 * (syllables / words.length) - 15.59;
}

function syllablesOf(word: string): number {
  const groups = word.toLowerCase().replace(/(?:e|es|ed)$/, '').match(/[aeiouy]+/g);
  return Math.max(1, groups?.length ?? 1);
}
