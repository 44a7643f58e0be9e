import type { Result, SearchAnswer, Told } from '../api/types';

/** Whom an answer on the phone is about: the site, or the service itself where it has none. */
export function toldSite(result: Pick<Result, 'service_at_location_id' | 'service_id'>): string {
  return result.service_at_location_id ?? result.service_id;
}

/** The facts that a call can settle here: what is open of this place, what is open of most, and what was told before. */
export function factsToSettle(result: Result, answer: SearchAnswer | null, told: readonly Told[]): string[] {
  const open = result.class === 'ask' || result.class === 'hold' ? (answer?.shared_unknowns ?? []) : [];
  const parts = [...result.ask, ...open].map(({ part }) => part);
  const asked = parts.filter((part) => part.startsWith('fact:')).map((part) => part.slice('fact:'.length));
  const heard = told.filter(({ service_at_location_id }) => service_at_location_id === toldSite(result)).map(({ fact }) => fact);
  return [...new Set([...asked, ...heard])];
}
