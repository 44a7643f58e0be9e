import type { Failure } from '../api/client';
import type { SearchAnswer } from '../api/types';

/** What the right-hand side has: perhaps an answer, perhaps a question under way, perhaps a failure. */
export interface AnswerState {
  /** The last answer that came; it stays while the next one is asked for, and without a connection. */
  answer: SearchAnswer | null;
  /** When it came, by this screen's clock. */
  answeredAt: Date | null;
  busy: 'no' | 'asking' | 'more';
  failure: Failure | null;
}

export const noAnswer: AnswerState = { answer: null, answeredAt: null, busy: 'no', failure: null };

export type AnswerAction =
  | { type: 'asking' }
  | { type: 'asking_more' }
  | { type: 'answered'; answer: SearchAnswer; at: Date }
  | { type: 'more_answered'; answer: SearchAnswer }
  | { type: 'failed'; failure: Failure }
  | { type: 'forget' };

export function answerReducer(state: AnswerState, action: AnswerAction): AnswerState {
  switch (action.type) {
    case 'asking':
      return { ...state, busy: 'asking' };
    case 'asking_more':
      return { ...state, busy: 'more' };
    case 'answered':
      return { answer: action.answer, answeredAt: action.at, busy: 'no', failure: null };
    case 'more_answered':
      return { ...state, answer: appended(state.answer, action.answer), busy: 'no', failure: null };
    case 'failed':
      return { ...state, busy: 'no', failure: action.failure };
    case 'forget':
      return noAnswer;
  }
}

/** The next page behind the ones before. A service that moved between two pages stands once. */
function appended(before: SearchAnswer | null, next: SearchAnswer): SearchAnswer {
  if (before === null) return next;
  const seen = new Set(before.results.map(({ service_id }) => service_id));
  const results = [...before.results, ...next.results.filter(({ service_id }) => !seen.has(service_id))];
  return { ...before, results, cursor: next.cursor, complete: next.complete };
}
