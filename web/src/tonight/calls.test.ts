import { describe, expect, it } from 'vitest';
import type { Result, SearchAnswer } from '../api/types';
import { setAside, toRing } from './calls';

const place = (service_id: string, numbers = 1) =>
  ({ service_id, phones: Array.from({ length: numbers }, () => ({ number: '1' })) }) as unknown as Result;
const answer = { results: [place('a'), place('without', 0), place('b'), place('c'), place('d')] } as unknown as SearchAnswer;
const ids = (results: Result[]) => results.map(({ service_id }) => service_id);

describe('the call list', () => {
  it('is the first three with a number', () => {
    expect(ids(toRing(answer, {}))).toEqual(['a', 'b', 'c']);
  });

  it('moves on where one was full, said no or was passed over', () => {
    expect(ids(toRing(answer, { a: 'full' }))).toEqual(['b', 'c', 'd']);
    expect(ids(toRing(answer, { a: 'no', b: 'next' }))).toEqual(['c', 'd']);
    expect(ids(setAside(answer, { a: 'no', b: 'next' }))).toEqual(['a', 'b']);
  });

  it('keeps one that answered', () => {
    expect(ids(toRing(answer, { a: 'answered' }))).toEqual(['a', 'b', 'c']);
  });
});
