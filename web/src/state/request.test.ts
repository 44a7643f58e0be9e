import { describe, expect, it } from 'vitest';
import { emptyQuestion, type Question } from './question';
import { isEmpty, requestOf } from './request';

const evening = new Date(2026, 10, 24, 18, 30);
const requested = (said: Partial<Question>, clock = evening) => requestOf({ ...emptyQuestion, ...said }, 'en', clock);

describe('the request', () => {
  it('holds nothing that was not said', () => {
    expect(requested({})).toEqual({ language: 'en' });
    expect(isEmpty(emptyQuestion)).toBe(true);
  });

  it('sends the text that was submitted, not the one being typed', () => {
    expect(requested({ draft: 'a bed toni', text: 'a bed' }).text).toBe('a bed');
  });

  it('counts a text still being typed as something to ask', () => {
    expect(isEmpty({ ...emptyQuestion, draft: 'bed' })).toBe(false);
    expect(isEmpty({ ...emptyQuestion, draft: '  ' })).toBe(true);
  });

  it('sends a picked place as its point and a typed one as its name', () => {
    const point = { lat: 49.8, lon: -97.1 };
    expect(requested({ place: { label: 'Winnipeg, MB', point }, withinKm: 10 })).toMatchObject({ near: point, within_km: 10 });
    expect(requested({ place: { label: 'Winnipeg', point: null } }).near).toEqual({ place: 'Winnipeg' });
  });

  it('sends no reach without a place', () => {
    expect(requested({ withinKm: 10 })).toEqual({ language: 'en' });
  });

  it('means ten at night by tonight, and now once the night has begun', () => {
    const tonight = { when: { kind: 'tonight' } } as const;
    expect(requested(tonight).when).toEqual({ at: '2026-11-24T22:00' });
    expect(requested(tonight, new Date(2026, 10, 24, 23, 10)).when).toEqual({ now: true });
    expect(requested(tonight, new Date(2026, 10, 25, 2, 0)).when).toEqual({ now: true });
    expect(requested(tonight, new Date(2026, 10, 25, 9, 0)).when).toEqual({ at: '2026-11-25T22:00' });
  });

  it('sends no moment that is not filled in', () => {
    expect(requested({ when: { kind: 'moment', at: '' } })).toEqual({ language: 'en' });
    expect(requested({ when: { kind: 'moment', at: '2026-12-01T09:00' } }).when).toEqual({ at: '2026-12-01T09:00' });
  });

  it('tells "no papers with them" from "not said"', () => {
    const participant = emptyQuestion.participant;
    expect(requested({ participant }).participant).toBeUndefined();
    expect(requested({ participant: { ...participant, documents: [] } }).participant).toEqual({ documents: [] });
  });

  it('never sends "no" for a box that was left alone', () => {
    expect(requested({ participant: { ...emptyQuestion.participant, age: 0 } }).participant).toEqual({ age: 0 });
  });

  it('keeps the name of an area to keep away from on this side', () => {
    const area = { label: 'Brandon, MB', lat: 49.8, lon: -99.9, radius_km: 5 };
    expect(requested({ areas: [area] }).avoid).toEqual({ areas: [{ lat: 49.8, lon: -99.9, radius_km: 5 }] });
  });

  it('asks for the folded classes only when someone looks', () => {
    expect(requested({ showHeld: true }).include).toEqual(['hold']);
    expect(requested({ showHeld: true, showRuledOut: true }).include).toEqual(['hold', 'ruled_out']);
  });
});
