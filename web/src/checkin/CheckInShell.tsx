import { useEffect, useMemo, useReducer, useRef, type Dispatch, type ReactNode } from 'react';
import type { Question, QuestionAction } from '../state/question';
import { useTexts } from '../text/texts';
import { CheckIn } from './CheckIn';
import { CheckInContext } from './context';
import { checkInReducer, nothingChosen } from './state';

interface CheckInShellProps {
  question: Question;
  dispatch: Dispatch<QuestionAction>;
  onFinish: () => void;
  children: ReactNode;
}

/** The desk, or in its place the check-in. The desk keeps its question and answer meanwhile. */
export function CheckInShell({ question, dispatch, onFinish, children }: CheckInShellProps) {
  const [state, act] = useReducer(checkInReducer, nothingChosen);
  const { language: deskLanguage } = useTexts();
  const access = useMemo(() => ({ state, act, question, dispatch, deskLanguage, finish: onFinish }), [state, question, dispatch, deskLanguage, onFinish]);
  const open = state.step.at !== 'desk';
  const wasOpen = useRef(false);
  // Back at the desk the keyboard stands at the answer, not nowhere.
  useEffect(() => {
    if (wasOpen.current && !open) document.getElementById('answer')?.focus();
    wasOpen.current = open;
  }, [open]);
  return (
    <CheckInContext value={access}>
      <div hidden={open}>{children}</div>
      {open && <CheckIn />}
    </CheckInContext>
  );
}
