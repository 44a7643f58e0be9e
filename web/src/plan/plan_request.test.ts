import { describe, expect, it } from 'vitest';
import type { SearchAnswer, UnderstoodPart } from '../api/types';
import { emptyQuestion, type Question } from '../state/question';
import { needsToPlan, noChoices, planRequestOf, type PlanChoices } from './plan_request';

const evening = new Date(2026, 10, 24, 18, 30);
const planned = (said: Partial<Question>, choices: Partial<PlanChoices> = {}) =>
  planRequestOf(['food.meal'], { ...emptyQuestion, ...said }, { ...noChoices, ...choices }, 'en', evening);
const reading = (...ids: string[]) =>
  ({ understood: { parts: ids.map((id) => ({ kind: 'need', id, key: `need:${id}` }) as UnderstoodPart) } }) as unknown as SearchAnswer;

describe('the request for a plan', () => {
  it('holds nothing that was not said', () => {
    expect(planned({})).toEqual({ needs: ['food.meal'], language: 'en' });
  });

  it('carries the constraints of the question, but not its text, time or order', () => {
    const request = planned({
      text: 'a bed',
      when: { kind: 'now' },
      order: 'nearest',
      showHeld: true,
      wishes: [{ fact: 'no-id-asked', want: 'yes', strength: 'critical' }],
      areas: [{ label: 'Brandon', lat: 49, lon: -99, radius_km: 5 }],
      participant: { ...emptyQuestion.participant, children: 2 },
    });
    expect(request).toEqual({
      needs: ['food.meal'],
      language: 'en',
      constraints: [{ fact: 'no-id-asked', want: 'yes', strength: 'critical' }],
      avoid: { areas: [{ lat: 49, lon: -99, radius_km: 5 }] },
      participant: { children: 2 },
    });
  });

  it('tells "no ride" from "not said"', () => {
    expect(planned({}, { ride: false }).travel).toEqual({ ride: false });
    expect(planned({}, { walkKm: 1 }).travel).toEqual({ walk_km: 1 });
  });

  it('starts now unless said otherwise', () => {
    expect(planned({}, { start: { kind: 'tonight' } }).tonight).toBe(true);
    expect(planned({}, { start: { kind: 'at', at: '2026-11-25T09:00' } }).start).toEqual({ at: '2026-11-25T09:00' });
    expect(planned({}, { start: { kind: 'at', at: '' } }).start).toBeUndefined();
  });
});

describe('the needs to plan for', () => {
  it('are those chosen and those read in the text, each once', () => {
    expect(needsToPlan({ ...emptyQuestion, needs: ['food.meal'] }, reading('housing.bed-tonight', 'food.meal'))).toEqual([
      'food.meal',
      'housing.bed-tonight',
    ]);
  });

  it('are not those that were taken off, and at most eight', () => {
    const without = [{ key: 'need:food.meal', label: 'A meal' }];
    expect(needsToPlan({ ...emptyQuestion, without }, reading('food.meal'))).toEqual([]);
    expect(needsToPlan(emptyQuestion, reading(...Array.from({ length: 10 }, (_, index) => `need-${index}`)))).toHaveLength(8);
  });
});
