import { describe, expect, it } from 'vitest';
import { emptyQuestion, questionReducer, type Question, type QuestionAction } from './question';

const after = (...actions: QuestionAction[]): Question => actions.reduce(questionReducer, emptyQuestion);

describe('the question', () => {
  it('asks nothing by typing alone', () => {
    expect(after({ type: 'draft', text: 'a bed' }).text).toBe('');
    expect(after({ type: 'draft', text: ' a bed ' }, { type: 'submit' }).text).toBe('a bed');
  });

  it('reads another text afresh, with none of its parts taken off', () => {
    const taken = after(
      { type: 'draft', text: 'a bed' },
      { type: 'submit' },
      { type: 'take_off', part: { key: 'word:0', label: 'a' }, id: 'a' },
    );
    expect(taken.without).toHaveLength(1);
    expect(questionReducer(taken, { type: 'submit' }).without).toHaveLength(1);
    const other = [{ type: 'draft', text: 'food' } as const, { type: 'submit' } as const].reduce<Question>(questionReducer, taken);
    expect(other.without).toEqual([]);
  });

  it('takes a need off both as a chip and as words', () => {
    const question = after(
      { type: 'need', id: 'food.meal', chosen: true },
      { type: 'draft', text: 'a meal' },
      { type: 'submit' },
      { type: 'take_off', part: { key: 'need:food.meal', label: 'A meal' }, id: 'food.meal' },
    );
    expect(question.needs).toEqual([]);
    expect(question.without.map(({ key }) => key)).toEqual(['need:food.meal']);
    expect(questionReducer(question, { type: 'put_back', key: 'need:food.meal' }).without).toEqual([]);
  });

  it('sends no key of a taken-off chip when there is no text to read it in', () => {
    const question = after(
      { type: 'need', id: 'food.meal', chosen: true },
      { type: 'take_off', part: { key: 'need:food.meal', label: 'A meal' }, id: 'food.meal' },
    );
    expect(question.without).toEqual([]);
  });

  it('keeps one wish a fact, and takes it off with no strength', () => {
    const both = after(
      { type: 'wish', fact: 'cameras', want: 'yes', strength: 'required' },
      { type: 'wish', fact: 'cameras', want: 'no', strength: 'preferred' },
    );
    expect(both.wishes).toEqual([{ fact: 'cameras', want: 'no', strength: 'preferred' }]);
    expect(questionReducer(both, { type: 'wish', fact: 'cameras', want: 'no', strength: null }).wishes).toEqual([]);
  });

  it('forgets the reach with the place that it is measured from', () => {
    const placed = after({ type: 'place', place: { label: 'Brandon', point: null } }, { type: 'reach', km: 5 });
    expect(placed.withinKm).toBe(5);
    expect(questionReducer(placed, { type: 'place', place: null }).withinKm).toBeNull();
  });

  it('changes the strength of a language in its place', () => {
    const question = after(
      { type: 'language', tag: 'fr', strength: 'preferred' },
      { type: 'language', tag: 'crk', strength: 'preferred' },
      { type: 'language', tag: 'fr', strength: 'required' },
    );
    expect(question.languages).toEqual([
      { tag: 'fr', strength: 'required' },
      { tag: 'crk', strength: 'preferred' },
    ]);
  });

  it('names an organization to keep away from once', () => {
    const organization = { id: '1', name: 'One' };
    const question = after({ type: 'avoid_organization', organization }, { type: 'avoid_organization', organization });
    expect(question.organizations).toEqual([organization]);
    expect(questionReducer(question, { type: 'forget_organization', id: '1' }).organizations).toEqual([]);
  });

  it('takes a question over from a sealed plan as it is', () => {
    const restored = { ...emptyQuestion, needs: ['food.meal-now'] };
    expect(questionReducer(after({ type: 'draft', text: 'a bed' }), { type: 'restore', question: restored })).toEqual(restored);
  });
});
