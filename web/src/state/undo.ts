import { questionReducer, type Question, type QuestionAction } from './question';

/** The question with the ones before it, newest last: for this desk only, and gone with it. */
export interface QuestionHistory {
  now: Question;
  past: readonly Question[];
}

export type DeskAction = QuestionAction | { type: 'undo' };

const remembered = 50;

/** Every change of what is asked can be taken back; typing and looking aren't changes. */
export function historyReducer(history: QuestionHistory, action: DeskAction): QuestionHistory {
  if (action.type === 'undo') return undone(history);
  const now = questionReducer(history.now, action);
  if (now === history.now) return history;
  if (!asksOtherwise(action, history.now, now)) return { ...history, now };
  return { now, past: [...history.past, history.now].slice(-remembered) };
}

function undone({ now, past }: QuestionHistory): QuestionHistory {
  const before = past[past.length - 1];
  if (before === undefined) return { now, past };
  // What is folded open stays as it is; what was typed follows the text that is asked.
  const { showHeld, showRuledOut } = now;
  return { now: { ...before, draft: before.text, showHeld, showRuledOut }, past: past.slice(0, -1) };
}

function asksOtherwise(action: QuestionAction, before: Question, after: Question): boolean {
  if (action.type === 'draft' || action.type === 'show') return false;
  return action.type !== 'submit' || before.text !== after.text;
}
