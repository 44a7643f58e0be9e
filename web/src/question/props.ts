import type { Dispatch } from 'react';
import type { Question, QuestionAction } from '../state/question';

/** What every part of the question gets. */
export interface QuestionProps {
  question: Question;
  dispatch: Dispatch<QuestionAction>;
}
