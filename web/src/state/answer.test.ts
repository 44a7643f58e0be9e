import { describe, expect, it } from 'vitest';
import type { Result, SearchAnswer } from '../api/types';
import { answerReducer, noAnswer } from './answer';

const result = (service_id: string) => ({ service_id }) as Result;
const answerWith = (ids: string[], cursor: string | null) =>
  ({ results: ids.map(result), cursor, complete: true, asked_nothing: false, totals: {} }) as unknown as SearchAnswer;
const at = new Date(2026, 10, 24, 21, 4);

describe('the answer', () => {
  it('stays while the next one is asked for', () => {
    const answered = answerReducer(noAnswer, { type: 'answered', answer: answerWith(['a'], null), at });
    const asking = answerReducer(answered, { type: 'asking' });
    expect(asking.answer).toBe(answered.answer);
    expect(asking.busy).toBe('asking');
  });

  it('stays with its minute when the connection is gone, and the failure goes with the next answer', () => {
    const answered = answerReducer(noAnswer, { type: 'answered', answer: answerWith(['a'], null), at });
    const failed = answerReducer(answered, { type: 'failed', failure: { kind: 'offline' } });
    expect(failed.answer).toBe(answered.answer);
    expect(failed.answeredAt).toBe(at);
    expect(answerReducer(failed, { type: 'answered', answer: answerWith([], null), at }).failure).toBeNull();
  });

  it('adds the next page, and shows a service that moved between two pages once', () => {
    const first = answerReducer(noAnswer, { type: 'answered', answer: answerWith(['a', 'b'], 'x'), at });
    const more = answerReducer(first, { type: 'more_answered', answer: answerWith(['b', 'c'], null) });
    expect(more.answer?.results.map(({ service_id }) => service_id)).toEqual(['a', 'b', 'c']);
    expect(more.answer?.cursor).toBeNull();
  });

  it('is forgotten whole', () => {
    const answered = answerReducer(noAnswer, { type: 'answered', answer: answerWith(['a'], null), at });
    expect(answerReducer(answered, { type: 'forget' })).toEqual(noAnswer);
  });
});
