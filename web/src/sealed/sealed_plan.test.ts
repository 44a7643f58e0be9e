import { describe, expect, it } from 'vitest';
import { emptyQuestion, type Question } from '../state/question';
import { PlanError, planText, questionOf, readPlan } from './sealed_plan';

const today = new Date(2026, 10, 24);
const question: Question = {
  ...emptyQuestion,
  draft: 'my cousin Maria',
  text: 'my cousin Maria',
  needs: ['housing.bed-tonight'],
  wishes: [{ fact: 'no-id-asked', want: 'yes', strength: 'required' }],
  areas: [{ label: 'Brandon, MB', lat: 49.8, lon: -99.9, radius_km: 5 }],
  participant: { ...emptyQuestion.participant, age: 17 },
};
const chosen = [{ id: 'a', name: 'Elm Street', nameLanguage: 'en', organization: 'Riverbend' }];
const later = (days: number) => new Date(2026, 10, 24 + days);

function problemOf(read: () => unknown): string | null {
  try {
    read();
    return null;
  } catch (error) {
    if (error instanceof PlanError) return error.problem;
    throw error;
  }
}

describe('a sealed plan', () => {
  it('brings back needs, constraints and chosen services', () => {
    const plan = readPlan(planText(question, chosen, 90, today), today);
    expect(questionOf(plan)).toEqual({ ...question, draft: '', text: '' });
    expect(plan.chosen).toEqual(chosen);
  });

  it('keeps no word that was typed, and has no field for a name', () => {
    const text = planText(question, chosen, 90, today);
    expect(text).not.toContain('Maria');
    expect(Object.keys(JSON.parse(text) as object).sort()).toEqual(
      ['areas', 'chosen', 'languages', 'needs', 'opensUntil', 'organizations', 'participant', 'place', 'sealedOn', 'wishes', 'withinKm'].sort(),
    );
  });

  it('opens for 90 days and no longer, unless longer was chosen', () => {
    const text = planText(question, chosen, 90, today);
    expect(problemOf(() => readPlan(text, later(90)))).toBeNull();
    expect(problemOf(() => readPlan(text, later(91)))).toBe('closed');
    expect(problemOf(() => readPlan(planText(question, chosen, 180, today), later(180)))).toBeNull();
  });

  it('is read where a later page has parts that this one lacks', () => {
    const { wishes, ...earlier } = JSON.parse(planText(question, chosen, 90, today)) as Record<string, unknown>;
    expect(wishes).toBeDefined();
    expect(readPlan(JSON.stringify({ ...earlier, unheardOf: 1 }), today).wishes).toEqual([]);
  });

  it('is not believed in another shape', () => {
    const whole = JSON.parse(planText(question, chosen, 90, today)) as Record<string, unknown>;
    for (const [name, value] of Object.entries({ needs: [1], wishes: ['x'], languages: [{ tag: 'fr', strength: 'perhaps' }], areas: {}, chosen: [{}], sealedOn: 1, opensUntil: 'soon', participant: [] })) {
      expect(problemOf(() => readPlan(JSON.stringify({ ...whole, [name]: value }), today)), name).toBe('unreadable');
    }
    for (const text of ['', '[]', 'null', '{']) expect(problemOf(() => readPlan(text, today)), text).toBe('unreadable');
  });
});
