import { createContext, useContext, useEffect, useState } from 'react';
import { ApiFailure, catalogue, type Failure } from '../api/client';
import type { Account, Catalogue } from '../api/types';

export const emptyCatalogue: Catalogue = { role: 'public', needs: [], facts: [], groups: [], languages: [], locales: [], kiosk: { near: null, printer: false }, crisis_lines: [], reporting: null, gazetteer: null, map: null };

export const CatalogueContext = createContext<Catalogue>(emptyCatalogue);

export function useCatalogue(): Catalogue {
  return useContext(CatalogueContext);
}

/**
 * Fetches the catalogue: it is the same for everyone of a role and says nothing about who asks.
 * @param account whose role it is for; another one's is fetched anew. A night desk's has none: it gets what everybody does.
 */
export function useFetchedCatalogue(account: Account | null = null): { catalogue: Catalogue; failure: Failure | null; again: () => void } {
  const [attempt, setAttempt] = useState(0);
  const [fetched, setFetched] = useState<Catalogue | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const id = account?.id ?? null;
  const asAnyone = account?.role === 'capacity';
  useEffect(() => {
    const controller = new AbortController();
    catalogue(controller.signal, asAnyone).then(
      (answer) => {
        setFetched(answer);
        setFailure(null);
      },
      (error: unknown) => {
        if (controller.signal.aborted) return;
        setFailure(error instanceof ApiFailure ? error.failure : { kind: 'broken', status: 0 });
      },
    );
    return () => {
      controller.abort();
    };
  }, [attempt, id, asAnyone]);
  return {
    catalogue: fetched ?? emptyCatalogue,
    failure,
    again: () => {
      setAttempt((before) => before + 1);
    },
  };
}
