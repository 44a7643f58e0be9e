import type { Chosen } from '../checkin/state';
import { emptyQuestion, type Question } from '../state/question';
import { localDay } from '../state/request';

/** How long a plan opens, in days: the first unless worker and participant both choose longer. */
export const opensFor = [90, 180, 365] as const;
export type OpensFor = (typeof opensFor)[number];

/** What is kept of a question: what was chosen, never what was typed in words. */
const kept = ['needs', 'place', 'withinKm', 'languages', 'participant', 'wishes', 'areas', 'organizations'] as const satisfies readonly (keyof Question)[];
type Kept = Pick<Question, (typeof kept)[number]>;

export interface SealedPlan extends Kept {
  chosen: readonly Chosen[];
  /** First and last day on which it opens. */
  sealedOn: string;
  opensUntil: string;
}

export type PlanProblem = 'closed' | 'unreadable';

export class PlanError extends Error {
  constructor(
    readonly problem: PlanProblem,
    readonly day: string | null = null,
  ) {
    super(problem);
    this.name = 'PlanError';
  }
}

export function planText(question: Question, chosen: readonly Chosen[], days: OpensFor, today: Date): string {
  const until = new Date(today);
  until.setDate(until.getDate() + days);
  const plan: SealedPlan = {
    ...(Object.fromEntries(kept.map((name) => [name, question[name]])) as unknown as Kept),
    chosen: chosen.map(({ id, name, nameLanguage, organization }) => ({ id, name, nameLanguage, organization })),
    sealedOn: localDay(today),
    opensUntil: localDay(until),
  };
  return JSON.stringify(plan);
}

/** Reads a plan of this or an earlier page: what it doesn't know is left out, what has another shape isn't believed. */
export function readPlan(text: string, today: Date): SealedPlan {
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch {
    throw new PlanError('unreadable');
  }
  if (!isRecord(read) || !isDay(read['sealedOn']) || !isDay(read['opensUntil']) || !Array.isArray(read['chosen'])) throw new PlanError('unreadable');
  if (localDay(today) > read['opensUntil']) throw new PlanError('closed', read['opensUntil']);
  const question = Object.fromEntries(kept.map((name) => [name, readPart(name, read[name])])) as unknown as Kept;
  return { ...question, chosen: read['chosen'].map(readChosen), sealedOn: read['sealedOn'], opensUntil: read['opensUntil'] };
}

/** The question that a plan asks again. */
export function questionOf(plan: SealedPlan): Question {
  return { ...emptyQuestion, ...(Object.fromEntries(kept.map((name) => [name, plan[name]])) as unknown as Kept) };
}

function readPart(name: (typeof kept)[number], value: unknown): unknown {
  const empty = emptyQuestion[name];
  if (value === undefined) return empty;
  if (Array.isArray(empty)) {
    const entries: unknown[] = Array.isArray(value) ? value : [null];
    if (!entries.every((entry) => isEntry(name, entry))) throw new PlanError('unreadable');
    return entries;
  }
  if (name === 'participant') {
    if (!isRecord(value)) throw new PlanError('unreadable');
    const said = Object.entries(emptyQuestion.participant).map(([key, blank]) => [key, value[key] ?? blank] as const);
    return Object.fromEntries(said);
  }
  if (name === 'withinKm') return typeof value === 'number' ? value : null;
  return isRecord(value) && typeof value['label'] === 'string' ? value : null;
}

const strengths = ['critical', 'required', 'preferred'] as const;

/** The member that each entry of a list must have as a text. */
const namedBy: Partial<Record<(typeof kept)[number], string>> = { languages: 'tag', wishes: 'fact', areas: 'label', organizations: 'id' };

function isEntry(name: (typeof kept)[number], entry: unknown): boolean {
  const member = namedBy[name];
  // A strength that isn't known can't be taken for a weaker one.
  if (isRecord(entry) && 'strength' in entry && !(strengths as readonly unknown[]).includes(entry['strength'])) return false;
  return member === undefined ? typeof entry === 'string' : isRecord(entry) && typeof entry[member] === 'string';
}

function readChosen(entry: unknown): Chosen {
  if (!isRecord(entry) || typeof entry['id'] !== 'string' || typeof entry['name'] !== 'string') throw new PlanError('unreadable');
  const textOrNull = (value: unknown) => (typeof value === 'string' ? value : null);
  return { id: entry['id'], name: entry['name'], nameLanguage: textOrNull(entry['nameLanguage']), organization: textOrNull(entry['organization']) };
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
const isDay = (value: unknown): value is string => typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value);
