import type { Cost } from '../api/types';
import type { Question, QuestionAction } from '../state/question';

export interface Loosening {
  /** Whether it becomes a wish or goes away. */
  kind: 'like' | 'off';
  action: QuestionAction;
}

/** How the person can loosen what costs places; null where it can't be, as for all that is critical. */
export function looseningOf(cost: Cost, question: Question): Loosening | null {
  if (cost.strength === 'critical' || cost.brings_back === null) return null;
  const [kind, id] = splitPart(cost.part);
  switch (kind) {
    case 'fact': {
      const wish = question.wishes.find(({ fact, strength }) => fact === id && strength === 'required');
      return wish === undefined ? null : { kind: 'like', action: { type: 'wish', fact: id, want: wish.want, strength: 'preferred' } };
    }
    case 'language':
      return { kind: 'like', action: { type: 'language', tag: id, strength: 'preferred' } };
    case 'distance':
      return { kind: 'off', action: { type: 'reach', km: null } };
    case 'hours':
      return { kind: 'off', action: { type: 'when', when: { kind: 'not_set' } } };
    case 'age':
      return { kind: 'off', action: { type: 'participant', said: { age: null } } };
    case 'gender':
      return { kind: 'off', action: { type: 'participant', said: { gender: null } } };
    case 'documents':
      return { kind: 'off', action: { type: 'participant', said: { documents: null } } };
    default:
      return null;
  }
}

/** "fact:no-id-asked" as its kind and its id. */
function splitPart(part: string): [string, string] {
  const at = part.indexOf(':');
  return at < 0 ? [part, ''] : [part.slice(0, at), part.slice(at + 1)];
}
