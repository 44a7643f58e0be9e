import type { SearchRequest, When } from '../api/types';
import type { ChosenTime, Participant, Question } from './question';

type SaidInRequest = NonNullable<SearchRequest['participant']>;
type AvoidInRequest = NonNullable<SearchRequest['avoid']>;

/** The request that asks this question; what wasn't said isn't in it. `clock` is the screen's wall clock. */
export function requestOf(question: Question, language: string, clock: Date): SearchRequest {
  const request: SearchRequest = { language };
  if (question.text !== '') request.text = question.text;
  if (question.needs.length > 0) request.needs = [...question.needs];
  if (question.place !== null) {
    request.near = question.place.point ?? { place: question.place.label };
    if (question.withinKm !== null) request.within_km = question.withinKm;
  }
  const when = whenOf(question.when, clock);
  if (when !== null) request.when = when;
  if (question.languages.length > 0) {
    request.languages = question.languages.map(({ tag, strength }) => ({ code: tag, strength }));
  }
  const participant = participantOf(question.participant);
  if (participant !== null) request.participant = participant;
  if (question.wishes.length > 0) {
    request.constraints = question.wishes.map(({ fact, want, strength }) => ({ fact, want, strength }));
  }
  const avoid = avoidOf(question);
  if (avoid !== null) request.avoid = avoid;
  if (question.without.length > 0) request.without = question.without.map(({ key }) => key);
  if (question.told.length > 0) request.told = [...question.told];
  if (question.order !== 'best') request.order = question.order;
  const include = includeOf(question);
  if (include.length > 0) request.include = include;
  return request;
}

/** Whether anything at all was said that a search can start from. */
export function isEmpty(question: Question): boolean {
  return Object.keys(requestOf({ ...question, text: question.draft.trim(), order: 'best', told: [], showHeld: false, showRuledOut: false }, 'en', new Date(0))).length === 1;
}

function whenOf(when: ChosenTime, clock: Date): When | null {
  switch (when.kind) {
    case 'not_set':
      return null;
    case 'now':
      return { now: true };
    case 'after_hours':
      return { after_hours: true };
    case 'moment':
      return when.at === '' ? null : { at: when.at };
    case 'tonight':
      return tonight(clock);
  }
}

/** Ten at night, or now where the night has begun. */
export function tonight(clock: Date): When {
  const hour = clock.getHours();
  return hour >= 22 || hour < 5 ? { now: true } : { at: `${localDay(clock)}T22:00` };
}

/** The screen's calendar day, "2026-11-24". */
export function localDay(clock: Date): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${clock.getFullYear()}-${two(clock.getMonth() + 1)}-${two(clock.getDate())}`;
}

function participantOf(said: Participant): SaidInRequest | null {
  const participant: SaidInRequest = {};
  if (said.age !== null) participant.age = said.age;
  if (said.gender !== null) participant.gender = said.gender;
  if (said.children !== null) participant.children = said.children;
  if (said.pregnant) participant.pregnant = true;
  if (said.pets) participant.pets = true;
  if (said.documents !== null) participant.documents = [...said.documents];
  return Object.keys(participant).length > 0 ? participant : null;
}

function avoidOf(question: Question): AvoidInRequest | null {
  const avoid: AvoidInRequest = {};
  if (question.areas.length > 0) {
    avoid.areas = question.areas.map(({ lat, lon, radius_km }) => ({ lat, lon, radius_km }));
  }
  if (question.organizations.length > 0) avoid.organizations = question.organizations.map(({ id }) => id);
  return Object.keys(avoid).length > 0 ? avoid : null;
}

function includeOf(question: Question): ('hold' | 'ruled_out')[] {
  return [...(question.showHeld ? (['hold'] as const) : []), ...(question.showRuledOut ? (['ruled_out'] as const) : [])];
}
