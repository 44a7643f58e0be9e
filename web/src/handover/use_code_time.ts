import { useEffect, useState } from 'react';

/** How long a code stays on the screen. */
const codeSeconds = 60;

/** Seconds that a code still has; `onGone` once there are none. */
export function useCodeTime(onGone: () => void): number {
  const [left, setLeft] = useState(codeSeconds);
  useEffect(() => {
    const end = performance.now() + codeSeconds * 1000;
    const tick = window.setInterval(() => {
      setLeft(Math.max(0, Math.ceil((end - performance.now()) / 1000)));
    }, 250);
    return () => {
      window.clearInterval(tick);
    };
  }, []);
  useEffect(() => {
    if (left === 0) onGone();
  }, [left, onGone]);
  return left;
}
