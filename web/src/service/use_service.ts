import { useEffect, useState } from 'react';
import { ApiFailure, service, type Failure, type OpenedFor } from '../api/client';
import type { Language, ServicePage, WithdrawnService } from '../api/types';

export type ServiceState =
  | { kind: 'loading' }
  | { kind: 'loaded'; page: ServicePage }
  | { kind: 'withdrawn'; service: WithdrawnService }
  /** It is for staff only: opening it takes one of two reasons. */
  | { kind: 'say_what_for' }
  | { kind: 'failed'; failure: Failure };

/** One service's page, asked for by POST: which one was looked at is in no address. */
export function useService(id: string, language: Language): { state: ServiceState; again: () => void; openFor: (reason: OpenedFor) => void } {
  const [attempt, setAttempt] = useState(0);
  const [reason, setReason] = useState<OpenedFor | undefined>();
  const [loaded, setLoaded] = useState<{ key: string; state: ServiceState } | null>(null);
  const key = `${id} ${language} ${attempt} ${reason ?? ''}`;
  useEffect(() => {
    const controller = new AbortController();
    const set = (state: ServiceState) => {
      if (!controller.signal.aborted) setLoaded({ key, state });
    };
    service(id, language, controller.signal, reason).then(
      (answer) => {
        set(answer.withdrawn ? { kind: 'withdrawn', service: answer } : { kind: 'loaded', page: answer });
      },
      (error: unknown) => {
        const failure: Failure = error instanceof ApiFailure ? error.failure : { kind: 'broken', status: 0 };
        const asks = failure.kind === 'refused' && failure.problem.code === 'say_what_for';
        set(asks ? { kind: 'say_what_for' } : { kind: 'failed', failure });
      },
    );
    return () => {
      controller.abort();
    };
  }, [id, language, reason, key]);
  return {
    state: loaded?.key === key ? loaded.state : { kind: 'loading' },
    again: () => {
      setAttempt((before) => before + 1);
    },
    openFor: setReason,
  };
}
