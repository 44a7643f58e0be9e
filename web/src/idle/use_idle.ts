import { useCallback, useEffect, useRef, useState } from 'react';
import { deskTimes, restAt, type Rest } from './idle';

const signsOfUse = ['pointerdown', 'keydown', 'wheel', 'touchmove'] as const;

/** Watches for use of the page. `onWipe` is called once the time to bring it back is over. */
export function useIdle(onWipe: () => void, times = deskTimes): { rest: Rest; wake: () => void; hide: () => void } {
  const [rest, setRest] = useState<Rest>({ kind: 'awake' });
  const lastUsed = useRef(0);
  const now = useRef<Rest['kind']>('awake');
  const wipe = useRef(onWipe);
  useEffect(() => {
    wipe.current = onWipe;
  });

  const stand = useCallback((next: Rest) => {
    if (next.kind === now.current) return;
    now.current = next.kind;
    setRest(next);
  }, []);

  const wake = useCallback(() => {
    lastUsed.current = Date.now();
    stand({ kind: 'awake' });
  }, [stand]);

  /** As if the time without use were over. */
  const hide = useCallback(() => {
    if (now.current !== 'awake') return;
    closeWhatIsOpen();
    lastUsed.current = Date.now() - times.hideAfterMs;
    stand(restAt(lastUsed.current, Date.now(), times));
  }, [stand, times]);

  useEffect(() => {
    lastUsed.current = Date.now();
    const look = () => {
      const next = restAt(lastUsed.current, Date.now(), times);
      if (next.kind === 'hidden' && now.current === 'awake') closeWhatIsOpen();
      if (next.kind !== 'wiped') {
        stand(next);
        return;
      }
      wipe.current();
      wake();
    };
    // A first touch after a long sleep must not count as use before the time that passed was looked at.
    const used = () => {
      look();
      if (now.current === 'awake') lastUsed.current = Date.now();
    };
    const timer = window.setInterval(look, times.lookEveryMs);
    for (const sign of signsOfUse) document.addEventListener(sign, used, { capture: true, passive: true });
    document.addEventListener('visibilitychange', look);
    return () => {
      window.clearInterval(timer);
      for (const sign of signsOfUse) document.removeEventListener(sign, used, { capture: true });
      document.removeEventListener('visibilitychange', look);
    };
  }, [stand, wake, times]);

  return { rest, wake, hide };
}

/** A list of suggestions lies outside of what is hidden; it closes with its field. */
function closeWhatIsOpen(): void {
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
}
