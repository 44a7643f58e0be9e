import { useEffect, useRef, useState } from 'react';

export type Saving = 'none' | 'saving' | 'saved' | 'failed';

const afterTheLastKey = 500;
const againAfter = 15_000;

/**
 * What somebody is still writing: kept on the server half a second after the last change, and again every 15 seconds
 * while that fails; in the page's memory at once, so that it outlives the session.
 */
export function useKept<Value>(first: Value, save: (value: Value, signal: AbortSignal) => Promise<unknown>, hold: (value: Value) => void) {
  const [value, setValue] = useState(first);
  const [saving, setSaving] = useState<Saving>('none');
  const [attempt, setAttempt] = useState(0);
  const touched = useRef(false);
  const saves = useRef<Promise<void>>(Promise.resolve());
  const saveNow = useRef(save);
  useEffect(() => {
    saveNow.current = save;
  }, [save]);
  useEffect(() => {
    if (!touched.current) return;
    const timer = setTimeout(() => {
      if (!touched.current) return;
      setSaving('saving');
      saves.current = saveNow.current(value, AbortSignal.timeout(againAfter)).then(
        () => {
          setSaving('saved');
        },
        () => {
          setSaving('failed');
          setTimeout(() => {
            setAttempt((before) => before + 1);
          }, againAfter);
        },
      );
    }, afterTheLastKey);
    return () => {
      clearTimeout(timer);
    };
  }, [value, attempt]);
  const change = (next: Value) => {
    touched.current = true;
    hold(next);
    setValue(next);
  };
  /** No save begins any more, and none is under way: one that came after it was sent would leave a draft of it. */
  const pause = async () => {
    touched.current = false;
    await saves.current;
  };
  const resume = () => {
    touched.current = true;
    setAttempt((before) => before + 1);
  };
  return { value, change, saving, pause, resume };
}
