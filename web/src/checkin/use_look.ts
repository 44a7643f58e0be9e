import { useEffect, useState } from 'react';
import { ApiFailure, explain, service, type Failure } from '../api/client';
import type { Explanation, Language, SearchRequest, ServicePage } from '../api/types';
import type { Question } from '../state/question';
import { isEmpty, requestOf } from '../state/request';

/** One service as it stands now, and how it stands to what was asked. */
export interface Look {
  page: ServicePage;
  /** null on a public screen, which isn't told. */
  explanation: Explanation | null;
}

export type LookState = { kind: 'loading' } | { kind: 'loaded'; look: Look } | { kind: 'withdrawn' } | { kind: 'failed'; failure: Failure };

/** Asks about one service in the language of the conversation. */
export function useLook(id: string, question: Question, language: Language): { state: LookState; again: () => void } {
  const [attempt, setAttempt] = useState(0);
  const [loaded, setLoaded] = useState<{ key: string; state: LookState } | null>(null);
  const key = `${id} ${language} ${attempt}`;
  useEffect(() => {
    const controller = new AbortController();
    const set = (state: LookState) => {
      if (!controller.signal.aborted) setLoaded({ key, state });
    };
    look(id, question, language, controller.signal).then(set, (error: unknown) => {
      set({ kind: 'failed', failure: failureOf(error) });
    });
    return () => {
      controller.abort();
    };
    // The question can't change while the check-in stands in its place.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [key]);
  return {
    state: loaded?.key === key ? loaded.state : { kind: 'loading' },
    again: () => {
      setAttempt((before) => before + 1);
    },
  };
}

async function look(id: string, question: Question, language: Language, signal: AbortSignal): Promise<LookState> {
  const [page, explanation] = await Promise.all([service(id, language, signal, 'participant'), explained(id, question, language, signal)]);
  return page.withdrawn ? { kind: 'withdrawn' } : { kind: 'loaded', look: { page, explanation } };
}

/** How a service stands to the question; null only where the server says that this screen may not ask, or that it isn't there. */
export async function explained(id: string, question: Question, language: Language, signal: AbortSignal): Promise<Explanation | null> {
  try {
    return await explain(explainable(question, language), id, language, signal);
  } catch (error) {
    if (error instanceof ApiFailure && (error.failure.kind === 'refused' || error.failure.kind === 'gone')) return null;
    throw error;
  }
}

/** The request without what only a list needs. */
function explainable(question: Question, language: Language): SearchRequest | null {
  if (isEmpty(question)) return null;
  const request = requestOf(question, language, new Date());
  delete request.include;
  delete request.order;
  return request;
}

export function failureOf(error: unknown): Failure {
  return error instanceof ApiFailure ? error.failure : { kind: 'broken', status: 0 };
}
