import { describe, expect, it } from 'vitest';
import { emptyQuestion } from './question';
import { historyReducer, type DeskAction, type QuestionHistory } from './undo';

const after = (...actions: DeskAction[]): QuestionHistory => actions.reduce(historyReducer, { now: emptyQuestion, past: [] });
const wish = { type: 'wish', fact: 'no-id-asked', want: 'yes', strength: 'required' } as const;

describe('undo', () => {
  it('takes the last change back, and the one before it', () => {
    const { now } = after({ type: 'need', id: 'food.meal', chosen: true }, wish, { type: 'undo' });
    expect(now.wishes).toEqual([]);
    expect(now.needs).toEqual(['food.meal']);
    expect(after({ type: 'need', id: 'food.meal', chosen: true }, wish, { type: 'undo' }, { type: 'undo' }).now).toEqual(emptyQuestion);
  });

  it('does nothing where nothing was changed', () => {
    expect(after({ type: 'undo' }).now).toEqual(emptyQuestion);
  });

  it('passes over typing and looking', () => {
    const { now, past } = after(wish, { type: 'draft', text: 'bed' }, { type: 'show', what: 'held', shown: true }, { type: 'undo' });
    expect(past).toEqual([]);
    expect(now.wishes).toEqual([]);
    expect(now.showHeld).toBe(true);
  });

  it('brings the text that was asked before back into the field', () => {
    const asked = (text: string): DeskAction[] => [{ type: 'draft', text }, { type: 'submit' }];
    const { now } = after(...asked('a bed'), ...asked('a meal'), { type: 'undo' });
    expect(now.text).toBe('a bed');
    expect(now.draft).toBe('a bed');
  });
});
