import { useEffect, useState } from 'react';
import { ApiFailure, service, type Failure } from '../api/client';
import type { Language, ServicePage, WithdrawnService } from '../api/types';

export type ServiceState =
  | { kind: 'loading' }
  | { kind: 'loaded'; page: ServicePage }
  | { kind: 'withdrawn'; service: WithdrawnService }
  | { kind: 'failed'; failure: Failure };

/** One service's page, asked for by POST: which one was looked at is in no address. */
export function useService(id: string, language: Language): { state: ServiceState; again: () => void } {
  const [attempt, setAttempt] = useState(0);
  const [loaded, setLoaded] = useState<{ key: string; state: ServiceState } | null>(null);
  const key = `${id} ${language} ${attempt}`;
  useEffect(() => {
    const controller = new AbortController();
    const set = (state: ServiceState) => {
      if (!controller.signal.aborted) setLoaded({ key, state });
    };
    service(id, language, controller.signal).then(
      (answer) => {
        set(answer.withdrawn ? { kind: 'withdrawn', service: answer } : { kind: 'loaded', page: answer });
      },
      (error: unknown) => {
        set({ kind: 'failed', failure: error instanceof ApiFailure ? error.failure : { kind: 'broken', status: 0 } });
      },
    );
    return () => {
      controller.abort();
    };
  }, [id, language, key]);
  return {
    state: loaded?.key === key ? loaded.state : { kind: 'loading' },
    again: () => {
      setAttempt((before) => before + 1);
    },
  };
}
