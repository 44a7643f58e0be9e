import { useEffect, useRef, useState } from 'react';
import { saveCheck, type CheckAnswer, type CheckAnswers } from '../api/upkeep';
import { keepAnswers } from './kept';

export type Saving = 'none' | 'saving' | 'saved' | 'failed';

/** A page's answers, kept on the server half a second after the last one, and again every 15 seconds while that fails. */
export function useAnswers(account: string, service: string, first: CheckAnswers) {
  const [answers, setAnswers] = useState(first);
  const [saving, setSaving] = useState<Saving>('none');
  const [attempt, setAttempt] = useState(0);
  const touched = useRef(false);
  const saves = useRef<Promise<void>>(Promise.resolve());
  useEffect(() => {
    if (!touched.current) return;
    const timer = setTimeout(() => {
      if (!touched.current) return;
      setSaving('saving');
      saves.current = saveCheck(service, answers, AbortSignal.timeout(15_000)).then(
        () => {
          setSaving('saved');
        },
        () => {
          setSaving('failed');
          setTimeout(() => {
            setAttempt((before) => before + 1);
          }, 15_000);
        },
      );
    }, 500);
    return () => {
      clearTimeout(timer);
    };
  }, [answers, service, attempt]);
  const answer = (key: string, said: CheckAnswer) => {
    touched.current = true;
    const next = { ...answers, [key]: said };
    keepAnswers(account, service, next);
    setAnswers(next);
  };
  /** No save begins any more, and none is under way: one that came after the page was sent would leave a draft of it. */
  const pause = async () => {
    touched.current = false;
    await saves.current;
  };
  const resume = () => {
    touched.current = true;
    setAttempt((before) => before + 1);
  };
  return { answers, answer, saving, pause, resume };
}
