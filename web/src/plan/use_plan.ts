import { useCallback, useEffect, useRef, useState } from 'react';
import { ApiFailure, plan, type Failure } from '../api/client';
import type { PlanAnswer, PlanRequest } from '../api/types';

export interface PlanState {
  /** The last plan that came; it stays while the next is made, and without a connection. */
  answer: PlanAnswer | null;
  /** What it was asked with, as JSON: another request makes it an old one. */
  askedWith: string | null;
  at: Date | null;
  busy: boolean;
  failure: Failure | null;
}

const noPlan: PlanState = { answer: null, askedWith: null, at: null, busy: false, failure: null };

export function usePlan(): { state: PlanState; make: (request: PlanRequest) => void } {
  const [state, setState] = useState(noPlan);
  const inFlight = useRef<AbortController | null>(null);
  useEffect(() => () => inFlight.current?.abort(), []);
  const make = useCallback((request: PlanRequest) => {
    inFlight.current?.abort();
    const controller = new AbortController();
    inFlight.current = controller;
    setState((before) => ({ ...before, busy: true, failure: null }));
    plan(request, controller.signal).then(
      (answer) => {
        setState({ answer, askedWith: JSON.stringify(request), at: new Date(), busy: false, failure: null });
      },
      (error: unknown) => {
        if (controller.signal.aborted) return;
        const failure: Failure = error instanceof ApiFailure ? error.failure : { kind: 'broken', status: 0 };
        setState((before) => ({ ...before, busy: false, failure }));
      },
    );
  }, []);
  return { state, make };
}
