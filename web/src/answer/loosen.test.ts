import { describe, expect, it } from 'vitest';
import type { Cost, Strength } from '../api/types';
import { emptyQuestion, type Question } from '../state/question';
import { looseningOf } from './loosen';

const count = (value: number) => ({ count: value, at_least: false });
const cost = (part: string, strength: Strength = 'required', back: number | null = 3): Cost => ({
  part,
  label: part,
  strength,
  ruled_out: count(1),
  held: count(0),
  asked: count(2),
  brings_back: back === null ? null : count(back),
});
const wishing = (strength: Strength): Question => ({ ...emptyQuestion, wishes: [{ fact: 'no-id-asked', want: 'yes', strength }] });

describe('loosening', () => {
  it('makes a must a wish', () => {
    expect(looseningOf(cost('fact:no-id-asked'), wishing('required'))).toEqual({
      kind: 'like',
      action: { type: 'wish', fact: 'no-id-asked', want: 'yes', strength: 'preferred' },
    });
  });

  it('is never offered for what is critical, whatever the server says it would bring back', () => {
    expect(looseningOf(cost('fact:no-id-asked', 'critical', null), wishing('critical'))).toBeNull();
    expect(looseningOf(cost('fact:no-id-asked', 'critical', 5), wishing('critical'))).toBeNull();
    expect(looseningOf(cost('fact:no-id-asked', 'required', 5), wishing('critical'))).toBeNull();
    expect(looseningOf(cost('avoid_area', 'critical', null), emptyQuestion)).toBeNull();
    expect(looseningOf(cost('avoid_area', 'required', 5), emptyQuestion)).toBeNull();
  });

  it('takes off what has no weaker form', () => {
    expect(looseningOf(cost('distance'), emptyQuestion)?.action).toEqual({ type: 'reach', km: null });
    expect(looseningOf(cost('hours'), emptyQuestion)?.kind).toBe('off');
  });

  it('is not offered for a part that this page did not set', () => {
    expect(looseningOf(cost('something-new'), emptyQuestion)).toBeNull();
  });
});
