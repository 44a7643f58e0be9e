import { useEffect, useState } from 'react';

const everyMs = 1000;
/** One that takes longer counts as none. */
const patienceMs = 800;

/** Whether the server answers: asked each second, so that a page without it is seen within two. */
export function useHeartbeat(): boolean {
  const [there, setThere] = useState(true);
  useEffect(() => {
    let asking = false;
    const ask = async () => {
      if (asking) return;
      asking = true;
      try {
        const { ok } = await fetch('/healthz', { cache: 'no-store', referrerPolicy: 'no-referrer', signal: AbortSignal.timeout(patienceMs) });
        setThere(ok);
      } catch {
        setThere(false);
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
