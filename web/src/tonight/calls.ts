import type { Result, SearchAnswer } from '../api/types';

/** How a call went. For this desk only: kept in memory, counted nowhere. */
export type CallMark = 'answered' | 'full' | 'no' | 'next';
export type CallMarks = Readonly<Record<string, CallMark>>;

const ringFirst = 3;

/** Whom to ring now, at most three: in the order of the answer, those with a number that weren't set aside. */
export function toRing(answer: SearchAnswer, marks: CallMarks): Result[] {
  return withNumber(answer)
    .filter(({ service_id }) => !isSetAside(marks[service_id]))
    .slice(0, ringFirst);
}

/** Who was rung and said no or was full, or was passed over. */
export function setAside(answer: SearchAnswer, marks: CallMarks): Result[] {
  return withNumber(answer).filter(({ service_id }) => isSetAside(marks[service_id]));
}

/** A call's mark set, or taken back with null. */
export function withMark(marks: CallMarks, id: string, mark: CallMark | null): CallMarks {
  const others = Object.entries(marks).filter(([other]) => other !== id);
  return Object.fromEntries(mark === null ? others : [...others, [id, mark]]);
}

function withNumber(answer: SearchAnswer): Result[] {
  return answer.results.filter(({ phones }) => phones.length > 0);
}

function isSetAside(mark: CallMark | undefined): boolean {
  return mark !== undefined && mark !== 'answered';
}
