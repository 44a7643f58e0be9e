import { useEffect, useState } from 'react';

/** Whether an instant still lies ahead, by this browser's clock; false by itself once it has come. */
export function useIsBefore(instant: string | null): boolean {
  const at = instant === null ? 0 : Date.parse(instant);
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = window.setTimeout(
      () => {
        setNow(Date.now());
      },
      Math.max(0, at - Date.now()),
    );
    return () => {
      window.clearTimeout(timer);
    };
  }, [at]);
  return now < at;
}
