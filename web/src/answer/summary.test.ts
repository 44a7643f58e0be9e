import { describe, expect, it } from 'vitest';
import type { Count, SearchAnswer } from '../api/types';
import { textIn } from '../text/texts';
import { headingOf } from './summary';

const count = (value: number, at_least = false): Count => ({ count: value, at_least });
const answer = (asked_nothing: boolean, meets: Count, ask: Count) => ({ asked_nothing, totals: { meets, ask } }) as SearchAnswer;
const en = textIn('en');
const fr = textIn('fr');

describe('the heading of an answer', () => {
  it('never says that places fit where nothing about them was asked', () => {
    for (const text of [en, fr]) {
      const heading = headingOf(answer(true, count(12), count(0)), text);
      expect(heading).toContain('12');
      expect(heading).not.toMatch(/fit|convien|répond/i);
    }
  });

  it('never says that a place fits where none is known to', () => {
    expect(headingOf(answer(false, count(0), count(9)), en)).toBe('None is known to fit yet: 9 to ring first');
  });

  it('counts one and many, in both languages', () => {
    expect(headingOf(answer(false, count(1), count(2)), en)).toBe('1 place fits, 2 to ring first');
    expect(headingOf(answer(false, count(3), count(0)), en)).toBe('3 places fit what you asked');
    expect(headingOf(answer(false, count(1), count(2)), fr)).toBe('1 endroit convient, 2 à appeler d’abord');
  });

  it('says where a figure is a lower bound', () => {
    expect(headingOf(answer(false, count(1000, true), count(1000, true)), en)).toBe(
      'At least 1,000 places fit, at least 1,000 to ring first',
    );
  });

  it('says that nothing was found', () => {
    expect(headingOf(answer(false, count(0), count(0)), en)).toBe('No place found for this');
  });
});
