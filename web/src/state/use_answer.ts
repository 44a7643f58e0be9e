import { useCallback, useEffect, useReducer, useRef } from 'react';
import { ApiFailure, search, type Failure } from '../api/client';
import type { Language, SearchRequest } from '../api/types';
import { answerReducer, noAnswer, type AnswerState } from './answer';
import type { Question } from './question';
import { isEmpty, requestOf } from './request';

const pauseMs = 250;

interface Asking {
  state: AnswerState;
  /** Asks now. From then on a change of the question asks again by itself. */
  ask: (question: Question) => void;
  more: () => void;
  forget: () => void;
}

export function useAnswer(question: Question, language: Language): Asking {
  const [state, dispatch] = useReducer(answerReducer, noAnswer);
  const inFlight = useRef<AbortController | null>(null);
  const asked = useRef<SearchRequest | null>(null);

  const send = useCallback(async function send(request: SearchRequest, page: 'first' | 'next'): Promise<void> {
    inFlight.current?.abort();
    const controller = new AbortController();
    inFlight.current = controller;
    dispatch({ type: page === 'first' ? 'asking' : 'asking_more' });
    try {
      const answer = await search(request, controller.signal);
      if (controller.signal.aborted) return;
      dispatch(page === 'first' ? { type: 'answered', answer, at: new Date() } : { type: 'more_answered', answer });
    } catch (error) {
      if (controller.signal.aborted) return;
      const failure = failureOf(error);
      // The server was started anew since: its cursors are gone, so the same question is asked again.
      const expired = page === 'next' && failure.kind === 'refused' && failure.problem.code === 'cursor_expired';
      if (expired) await send(withoutCursor(request), 'first');
      else dispatch({ type: 'failed', failure });
    }
  }, []);

  const askRequest = useCallback(
    (request: SearchRequest) => {
      asked.current = request;
      void send(request, 'first');
    },
    [send],
  );

  const forget = useCallback(() => {
    inFlight.current?.abort();
    asked.current = null;
    dispatch({ type: 'forget' });
  }, []);

  useEffect(() => {
    if (asked.current === null) return;
    const request = requestOf(question, language, new Date());
    if (JSON.stringify(request) === JSON.stringify(asked.current)) return;
    const timer = window.setTimeout(() => {
      if (isEmpty(question)) forget();
      else askRequest(request);
    }, pauseMs);
    return () => {
      window.clearTimeout(timer);
    };
  }, [question, language, askRequest, forget]);

  const { answer } = state;
  const more = async () => {
    if (asked.current === null || answer?.cursor == null) return;
    await send({ ...asked.current, cursor: answer.cursor }, 'next');
  };

  return {
    state,
    ask: (now) => {
      askRequest(requestOf(now, language, new Date()));
    },
    more: () => void more(),
    forget,
  };
}

function failureOf(error: unknown): Failure {
  return error instanceof ApiFailure ? error.failure : { kind: 'broken', status: 0 };
}

function withoutCursor(request: SearchRequest): SearchRequest {
  const first = { ...request };
  delete first.cursor;
  return first;
}
