import { createContext, useCallback, useContext, useEffect, useState } from 'react';
import { ApiFailure, signOut as endSession, whoIsHere } from '../api/client';
import type { Account } from '../api/types';

/** While the page is used its session is asked after this often, so that reading doesn't end it. */
const keepAliveMs = 4 * 60_000;
const patienceMs = 15_000;

export interface SessionState {
  account: Account | null;
  /** Whether this server lets anybody sign in. */
  offered: boolean;
  /** Takes over what a sign-in gave. */
  began: (account: Account | null) => void;
  /** Ends the session, here at once. */
  signOut: () => void;
}

export const SessionContext = createContext<SessionState>({ account: null, offered: false, began: () => undefined, signOut: () => undefined });

export function useSession(): SessionState {
  return useContext(SessionContext);
}

/** Who is signed in, in this page's memory. */
export function useOwnSession(): SessionState {
  const [account, setAccount] = useState<Account | null>(null);
  const [offered, setOffered] = useState(false);

  useEffect(() => {
    const controller = new AbortController();
    whoIsHere(controller.signal).then(
      (found) => {
        if (controller.signal.aborted) return;
        setOffered(true);
        setAccount(found);
      },
      (error: unknown) => {
        // A server without accounts has no such address; whatever else failed may be asked again by signing in.
        if (!controller.signal.aborted) setOffered(!(error instanceof ApiFailure && error.failure.kind === 'gone'));
      },
    );
    return () => {
      controller.abort();
    };
  }, []);

  const signedIn = account !== null;
  useEffect(() => {
    if (!signedIn) return undefined;
    let used = false;
    const use = () => {
      used = true;
    };
    const timer = window.setInterval(() => {
      if (used) void whoIsHere(AbortSignal.timeout(patienceMs)).catch(() => undefined);
      used = false;
    }, keepAliveMs);
    for (const sign of ['pointerdown', 'keydown'] as const) document.addEventListener(sign, use, { capture: true, passive: true });
    return () => {
      window.clearInterval(timer);
      for (const sign of ['pointerdown', 'keydown'] as const) document.removeEventListener(sign, use, { capture: true });
    };
  }, [signedIn]);

  const signOut = useCallback(() => {
    setAccount(null);
    void endSession(AbortSignal.timeout(patienceMs));
  }, []);

  return { account, offered, began: setAccount, signOut };
}
