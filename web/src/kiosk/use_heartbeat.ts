import { useEffect, useState } from 'react';

const everyMs = 1000;
/** One that takes longer counts as none. */
const patienceMs = 800;
/** So many in a row, and the server counts as gone. */
const slowMost = 2;

/** Whether the server answers: asked each second, so that one that is gone is seen within two. One that is merely slow is so at the second time. */
export function useHeartbeat(): boolean {
  const [there, setThere] = useState(true);
  useEffect(() => {
    let asking = false;
    let slow = 0;
    const ask = async () => {
      if (asking) return;
      asking = true;
      try {
        const { ok } = await fetch('/healthz', { cache: 'no-store', referrerPolicy: 'no-referrer', signal: AbortSignal.timeout(patienceMs) });
        slow = 0;
        setThere(ok);
      } catch (error) {
        slow = error instanceof DOMException && error.name === 'TimeoutError' ? slow + 1 : slowMost;
        if (slow >= slowMost) setThere(false);
      }
      asking = false;
    };
    const timer = window.setInterval(() => void ask(), everyMs);
    return () => {
      window.clearInterval(timer);
    };
  }, []);
  return there;
}
