import { createContext, useContext, type Dispatch } from 'react';
import type { SearchAnswer } from '../api/types';
import { emptyQuestion, type Question, type QuestionAction } from '../state/question';

/** What is asked now and what came of it, for parts deep inside the answer. */
export interface Asked {
  question: Question;
  dispatch: Dispatch<QuestionAction>;
  answer: SearchAnswer | null;
}

export const AskedContext = createContext<Asked>({ question: emptyQuestion, dispatch: () => undefined, answer: null });

export function useAsked(): Asked {
  return useContext(AskedContext);
}
