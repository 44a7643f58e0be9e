import { useCallback, useEffect, useReducer, useState } from 'react';
import { ApiFailure, search, service, type Failure } from '../api/client';
import type { Result, SearchRequest, ServicePage, WithdrawnService } from '../api/types';
import { answerReducer, noAnswer, type AnswerAction, type AnswerState } from '../state/answer';
import { requestOf } from './request';
import type { Looked } from './state';
import { useTexts } from './texts';
import { useKiosk } from './visit';

/** The places for a need, with all that was said. Another language or wish asks again; the last answer stays until the new one is there. */
export function useResults(of: Looked | null): { state: AnswerState; more: () => void; again: () => void } {
  const { language } = useTexts();
  const { visit, near, answers } = useKiosk();
  const [now] = useState(() => new Date());
  const key = of === null ? null : JSON.stringify(requestOf({ ...of, wishes: visit.wishes, near, language }, now));
  const [state, dispatch] = useReducer(answerReducer, (key === null ? undefined : answers.get(key)) ?? noAnswer);
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    if (key === null) return;
    const known = answers.get(key);
    if (known !== undefined && known.answer !== null && known.answeredAt !== null) {
      dispatch({ type: 'answered', answer: known.answer, at: known.answeredAt });
      return;
    }
    const controller = new AbortController();
    dispatch({ type: 'asking' });
    search(JSON.parse(key) as SearchRequest, controller.signal).then(
      (answer) => {
        if (controller.signal.aborted) return;
        const action: AnswerAction = { type: 'answered', answer, at: new Date() };
        answers.set(key, answerReducer(noAnswer, action));
        dispatch(action);
      },
      (error: unknown) => {
        if (!controller.signal.aborted) dispatch({ type: 'failed', failure: failureOf(error) });
      },
    );
    return () => {
      controller.abort();
    };
  }, [key, attempt, answers]);
  const again = useCallback(() => {
    if (key !== null) answers.delete(key);
    setAttempt((before) => before + 1);
  }, [answers, key]);
  const cursor = state.answer?.cursor ?? null;
  const more = () => {
    if (cursor === null || key === null) return;
    dispatch({ type: 'asking_more' });
    search({ ...(JSON.parse(key) as SearchRequest), cursor }, new AbortController().signal).then(
      (answer) => {
        const action: AnswerAction = { type: 'more_answered', answer };
        answers.set(key, answerReducer(answers.get(key) ?? noAnswer, action));
        dispatch(action);
      },
      // A cursor from before a restart of the server: the same question again.
      again,
    );
  };
  return { state, more, again };
}

/** One result of a list, in the page's language. */
export function useResult(id: string, of: Looked | null): Result | undefined {
  const { decoys } = useKiosk();
  const { state } = useResults(of);
  const results = of === null ? [...decoys.food, ...decoys.library] : (state.answer?.results ?? []);
  return results.find(({ service_id }) => service_id === id);
}

export function failureOf(error: unknown): Failure {
  return error instanceof ApiFailure ? error.failure : { kind: 'broken', status: 0 };
}

/** The pages of these services as they arrive; one that isn't there yet is missing. */
export function usePages(ids: readonly string[], language: string): ReadonlyMap<string, ServicePage | WithdrawnService> {
  const [pages, setPages] = useState<ReadonlyMap<string, ServicePage | WithdrawnService>>(new Map());
  const key = [language, ...ids].join(' ');
  useEffect(() => {
    const controller = new AbortController();
    const [tag = '', ...wanted] = key.split(' ');
    for (const id of wanted) {
      service(id, tag, controller.signal).then(
        (page) => {
          if (!controller.signal.aborted) setPages((before) => new Map([...before, [`${tag} ${id}`, page]]));
        },
        // The card says less without it.
        () => undefined,
      );
    }
    return () => {
      controller.abort();
    };
  }, [key]);
  return new Map(ids.flatMap((id) => {
    const page = pages.get(`${language} ${id}`);
    return page === undefined ? [] : [[id, page] as const];
  }));
}
