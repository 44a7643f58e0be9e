import type { Account, Catalogue, CodeSecret, CheckInAnswer, Explanation, HandOver, Outcome, PlanAnswer, PlanRequest, Problem, Report, SearchAnswer, SearchRequest, ServicePage, Session, Suggestions, WithdrawnService } from './types';

/** Why a question got no answer, by what the person can do about it. */
export type Failure =
  | { kind: 'offline' }
  | { kind: 'not_ready'; retryAfterSeconds: number | null }
  | { kind: 'refused'; problem: Problem }
  | { kind: 'gone' }
  | { kind: 'broken'; status: number };

export class ApiFailure extends Error {
  constructor(readonly failure: Failure) {
    super(failure.kind);
    this.name = 'ApiFailure';
  }
}

/** Search, by POST only: no word of it reaches an address, a log or a browser's history. */
export async function search(request: SearchRequest, signal: AbortSignal): Promise<SearchAnswer> {
  const answer = await post<Older<SearchAnswer, 'costs' | 'unmet'>>('/api/v1/search', request, signal);
  return { ...answer, costs: answer.costs ?? [], unmet: answer.unmet ?? [] };
}

/** How one service stands against this question; the public role isn't told. */
export function explain(request: SearchRequest | null, service_id: string, language: string, signal: AbortSignal): Promise<Explanation> {
  return post('/api/v1/explain', { ...(request === null ? {} : { request }), service_id, language }, signal);
}

/** Several needs in few visits. */
export async function plan(request: PlanRequest, signal: AbortSignal): Promise<PlanAnswer> {
  const answer = await post<Older<PlanAnswer, 'unmet'>>('/api/v1/plan', request, signal);
  return { ...answer, unmet: answer.unmet ?? [] };
}

/** Why a listing that is for staff only is opened in full; there is no third reason. */
export type OpenedFor = 'participant' | 'upkeep';

/** @param openedFor asked for by 403 `say_what_for`; not sent where nobody is signed in. */
export function service(id: string, language: string, signal: AbortSignal, openedFor?: OpenedFor): Promise<ServicePage | WithdrawnService> {
  const reason = openedFor === undefined || token === null ? {} : { opened_for: openedFor };
  return post('/api/v1/service', { id, language, ...reason }, signal);
}

export function suggest(text: string, language: string, signal: AbortSignal): Promise<Suggestions> {
  return post('/api/v1/suggest', { text, language }, signal);
}

/** The participant's yes to one service (decision 26). No other answer is ever sent. */
export function checkIn(id: string, signal: AbortSignal): Promise<CheckInAnswer> {
  return post('/api/v1/check-in', { service_id: id, answer: 'yes' }, signal);
}

/** Spends a yes: once, for all that a hand-over needs. */
export async function handOver(token: string, id: string, language: string, signal: AbortSignal, workerLanguage?: string): Promise<HandOver> {
  const spoken = workerLanguage === undefined ? { language } : { language, worker_language: workerLanguage };
  const answer = await post<Older<HandOver, 'worker_script'>>('/api/v1/hand-over', { token, service_id: id, ...spoken }, signal);
  return { ...answer, worker_script: answer.worker_script ?? null };
}

/** Counts one outcome for a service and month, never for a person. */
export function count(permit: string, outcome: Outcome, signal: AbortSignal): Promise<void> {
  return post('/api/v1/count', { permit, outcome }, signal);
}

/** Counts one need that nothing was found for, for its region and month, never for a person. */
export function countUnmet(permit: string, signal: AbortSignal): Promise<void> {
  return post('/api/v1/unmet', { permit }, signal);
}

/** @return whether it holds at once where it is to; false past a day's three of an account: then it waits like anybody's. */
export async function report(body: Report, signal: AbortSignal): Promise<boolean> {
  const answer = await post<{ in_force: boolean } | undefined>('/api/v1/report', body, signal);
  return answer?.in_force ?? true;
}

/** @param asAnyone without the session, whose role may know less than everybody does. */
export async function catalogue(signal: AbortSignal, asAnyone = false): Promise<Catalogue> {
  const answer = await send<Older<Catalogue, 'crisis_lines' | 'reporting' | 'map'>>('/api/v1/catalogue', { method: 'GET', credentials: asAnyone ? 'omit' : 'same-origin' }, signal);
  return { ...answer, crisis_lines: answer.crisis_lines ?? [], reporting: answer.reporting ?? null, map: answer.map ?? null };
}

/** The operator's map, whole: no part of it is ever asked for. */
export async function mapFile(): Promise<ArrayBuffer> {
  const response = await fetch('/map.pmtiles', { cache: 'no-store', referrerPolicy: 'no-referrer' });
  if (!response.ok) throw new ApiFailure(await failureOf(response));
  return response.arrayBuffer();
}

/** The session's token, in this page's memory only; null where nobody is signed in. */
let token: string | null = null;
let ended: () => void = () => undefined;

/** `callback` is called where an answer says that the session has ended. */
export function whenSessionEnds(callback: () => void): void {
  ended = callback;
}

/** Who is signed in here; asking counts as use of the session. */
export async function whoIsHere(signal: AbortSignal): Promise<Account | null> {
  return keep(await post<Session>('/api/v1/session/who', {}, signal));
}

export async function signIn(name: string, password: string, code: string, signal: AbortSignal): Promise<Account | null> {
  return keep(await post<Session>('/api/v1/session', { name, password, code }, signal));
}

/** A person with an invitation becomes an account, and is signed in. */
export async function acceptInvitation(invitation: string, name: string, password: string, signal: AbortSignal): Promise<Account | null> {
  return keep(await post<Session>('/api/v1/account/accept', { invitation, name, password }, signal));
}

/** Ends the session; the page forgets it whatever the server says. */
export async function signOut(signal: AbortSignal): Promise<void> {
  const ending = post('/api/v1/session/end', {}, signal);
  token = null;
  await ending.catch(() => undefined);
}

/** All sessions of the account end with it. */
export async function changePassword(password: string, newPassword: string, signal: AbortSignal): Promise<void> {
  await post('/api/v1/account/password', { password, new_password: newPassword }, signal);
  token = null;
}

/** @param password asked for where another authenticator is in use. */
export function beginCode(password: string, signal: AbortSignal): Promise<CodeSecret> {
  return post('/api/v1/account/code', { password }, signal);
}

export async function confirmCode(code: string, signal: AbortSignal): Promise<string[]> {
  const { recovery_codes } = await post<{ recovery_codes: string[] }>('/api/v1/account/code/confirm', { code }, signal);
  return recovery_codes;
}

function keep(session: Session): Account | null {
  ({ token } = session);
  return session.account;
}

/** An answer of a server that may not have these members yet. */
type Older<Answer, Members extends keyof Answer> = Omit<Answer, Members> & Partial<Pick<Answer, Members>>;

/** For the calls of a room (review.ts and its like beside this file) too. */
export function post<Answer>(path: string, body: unknown, signal: AbortSignal): Promise<Answer> {
  const proof: Record<string, string> = token === null ? {} : { 'Porchlight-Token': token };
  return send(path, { method: 'POST', headers: { 'Content-Type': 'application/json', ...proof }, body: JSON.stringify(body) }, signal);
}

/** Reads something that no question of a person's is in. */
export function get<Answer>(path: string, signal: AbortSignal): Promise<Answer> {
  return send(path, { method: 'GET' }, signal);
}

async function send<Answer>(path: string, init: RequestInit, signal: AbortSignal): Promise<Answer> {
  let response: Response;
  try {
    response = await fetch(path, { ...init, signal, cache: 'no-store', referrerPolicy: 'no-referrer' });
  } catch (error) {
    if (signal.aborted) throw error;
    throw new ApiFailure({ kind: 'offline' });
  }
  if (!response.ok) {
    const failure = await failureOf(response);
    if (token !== null && failure.kind === 'refused' && failure.problem.code === 'session_ended') {
      token = null;
      ended();
    }
    throw new ApiFailure(failure);
  }
  // Nothing to read where there is nothing to say.
  if (response.status === 204) return undefined as Answer;
  try {
    return (await response.json()) as Answer;
  } catch (error) {
    if (signal.aborted) throw error;
    throw new ApiFailure({ kind: 'broken', status: response.status });
  }
}

async function failureOf(response: Response): Promise<Failure> {
  const { status } = response;
  if (status === 503) return { kind: 'not_ready', retryAfterSeconds: secondsOf(response.headers.get('Retry-After')) };
  if (status === 404) return { kind: 'gone' };
  if (status >= 400 && status < 500 && response.headers.get('Content-Type')?.startsWith('application/problem+json')) {
    try {
      return { kind: 'refused', problem: (await response.json()) as Problem };
    } catch {
      return { kind: 'broken', status };
    }
  }
  return { kind: 'broken', status };
}

function secondsOf(header: string | null): number | null {
  const seconds = Number(header);
  return header !== null && Number.isFinite(seconds) && seconds >= 0 ? seconds : null;
}
