import type { PlanRequest, SearchAnswer } from '../api/types';
import type { Question } from '../state/question';
import { requestOf } from '../state/request';

export const mostNeeds = 8;

/** What a plan needs to know beside the question. */
export interface PlanChoices {
  start: { kind: 'now' | 'tonight' } | { kind: 'at'; at: string };
  /** null: not said. */
  ride: boolean | null;
  /** The most on foot between two stops, in kilometres; null: not said. */
  walkKm: number | null;
}

export const noChoices: PlanChoices = { start: { kind: 'now' }, ride: null, walkKm: null };

/** The needs to plan for: those chosen, then those read in the text, at most eight. */
export function needsToPlan(question: Question, answer: SearchAnswer | null): string[] {
  const read = (answer?.understood.parts ?? []).flatMap(({ kind, id }) => (kind === 'need' && id !== null ? [id] : []));
  const off = new Set(question.without.map(({ key }) => key));
  return [...new Set([...question.needs, ...read.filter((id) => !off.has(`need:${id}`))])].slice(0, mostNeeds);
}

/** One set of constraints for all needs: those of the question. What wasn't said isn't in it. */
export function planRequestOf(needs: readonly string[], question: Question, choices: PlanChoices, language: string, clock: Date): PlanRequest {
  const { near, within_km, within_strength, languages, participant, constraints, avoid, told } = requestOf(question, language, clock);
  const request: PlanRequest = { needs: [...needs], language };
  Object.assign(request, withoutUndefined({ near, within_km, within_strength, languages, participant, constraints, avoid, told }));
  if (choices.start.kind === 'tonight') request.tonight = true;
  if (choices.start.kind === 'at' && choices.start.at !== '') request.start = { at: choices.start.at };
  const travel: NonNullable<PlanRequest['travel']> = {};
  if (choices.ride !== null) travel.ride = choices.ride;
  if (choices.walkKm !== null) travel.walk_km = choices.walkKm;
  if (Object.keys(travel).length > 0) request.travel = travel;
  return request;
}

function withoutUndefined<Members extends object>(members: Members): Partial<Members> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as Partial<Members>;
}
