import { createContext, useContext, type Dispatch } from 'react';
import type { Language } from '../api/types';
import type { Question, QuestionAction } from '../state/question';
import type { CheckInAction, CheckInState } from './state';

export interface CheckInAccess {
  state: CheckInState;
  act: Dispatch<CheckInAction>;
  question: Question;
  dispatch: Dispatch<QuestionAction>;
  /** The worker's, in which the desk stands around what is in the person's language. */
  deskLanguage: Language;
  /** Finish and clear: question, answer, shortlist and hand-overs are gone. */
  finish: () => void;
}

export const CheckInContext = createContext<CheckInAccess | null>(null);

export function useCheckIn(): CheckInAccess {
  const access = useContext(CheckInContext);
  if (access === null) throw new Error('outside of CheckInShell');
  return access;
}
