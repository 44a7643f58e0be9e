import { describe, expect, it } from 'vitest';
import { noVisit, noWishes, shown, visitReducer, type Act, type Visit } from './state';

const after = (...acts: Act[]): Visit => acts.reduce(visitReducer, noVisit);
const food: Act = { type: 'open', screen: { at: 'group', group: 'food' } };
const meal: Act = { type: 'open', screen: { at: 'results', needs: ['food.meal'], group: 'food', words: '' } };
const tonight: Act = { type: 'wish', wishes: { tonight: true } };

describe('a visit', () => {
  it('goes back the way it came, and never past the start', () => {
    expect(shown(after(food, meal, { type: 'back' })).at).toBe('group');
    expect(shown(after(food, { type: 'back' }, { type: 'back' }, { type: 'back' })).at).toBe('start');
  });

  it('keeps page and wishes when the language changes', () => {
    const visit = after({ type: 'speak', language: 'en' }, tonight, food, meal, { type: 'open', screen: { at: 'languages' } }, { type: 'speak', language: 'ar' });
    expect(visit.language).toBe('ar');
    expect(shown(visit)).toEqual({ at: 'results', needs: ['food.meal'], group: 'food', words: '' });
    expect(visit.wishes.tonight).toBe(true);
  });

  it('shows something else with nothing behind it of what was looked at', () => {
    const visit = after({ type: 'speak', language: 'en' }, tonight, food, meal, { type: 'something_else' });
    expect(visit.screens.map(({ at }) => at)).toEqual(['start', 'else']);
    expect(visit.wishes).toEqual(noWishes);
    expect(visit.language).toBe('en');
  });

  it('opens a page once, however often its control is touched', () => {
    const lines: Act = { type: 'open', screen: { at: 'lines' } };
    expect(after(lines, lines, lines).screens).toHaveLength(2);
  });
});
