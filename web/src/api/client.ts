import type { Catalogue, CheckInAnswer, Explanation, HandOver, Outcome, PlanAnswer, PlanRequest, Problem, Report, SearchAnswer, SearchRequest, ServicePage, Suggestions, WithdrawnService } from './types';

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
  const answer = await post<Older<SearchAnswer, 'costs'>>('/api/v1/search', request, signal);
  return { ...answer, costs: answer.costs ?? [] };
}

/** How one service stands against this question; the public role isn't told. */
export function explain(request: SearchRequest | null, service_id: string, language: string, signal: AbortSignal): Promise<Explanation> {
  return post('/api/v1/explain', { ...(request === null ? {} : { request }), service_id, language }, signal);
}

/** Several needs in few visits. */
export function plan(request: PlanRequest, signal: AbortSignal): Promise<PlanAnswer> {
  return post('/api/v1/plan', request, signal);
}

export function service(id: string, language: string, signal: AbortSignal): Promise<ServicePage | WithdrawnService> {
  return post('/api/v1/service', { id, language }, signal);
}

export function suggest(text: string, language: string, signal: AbortSignal): Promise<Suggestions> {
  return post('/api/v1/suggest', { text, language }, signal);
}

/** The participant's yes to one service (decision 26). No other answer is ever sent. */
export function checkIn(id: string, signal: AbortSignal): Promise<CheckInAnswer> {
  return post('/api/v1/check-in', { service_id: id, answer: 'yes' }, signal);
}

/** Spends a yes: once, for all that a hand-over needs. */
export function handOver(token: string, id: string, language: string, signal: AbortSignal): Promise<HandOver> {
  return post('/api/v1/hand-over', { token, service_id: id, language }, signal);
}

/** Counts one outcome for a service and month, never for a person. */
export function count(permit: string, outcome: Outcome, signal: AbortSignal): Promise<void> {
  return post('/api/v1/count', { permit, outcome }, signal);
}

export function report(body: Report, signal: AbortSignal): Promise<void> {
  return post('/api/v1/report', body, signal);
}

export async function catalogue(signal: AbortSignal): Promise<Catalogue> {
  const answer = await send<Older<Catalogue, 'crisis_lines' | 'reporting' | 'map'>>('/api/v1/catalogue', { method: 'GET' }, signal);
  return { ...answer, crisis_lines: answer.crisis_lines ?? [], reporting: answer.reporting ?? null, map: answer.map ?? null };
}

/** The operator's map, whole: no part of it is ever asked for. */
export async function mapFile(): Promise<ArrayBuffer> {
  const response = await fetch('/map.pmtiles', { cache: 'no-store', referrerPolicy: 'no-referrer' });
  if (!response.ok) throw new ApiFailure(await failureOf(response));
  return response.arrayBuffer();
}

/** An answer of a server that may not have these members yet. */
type Older<Answer, Members extends keyof Answer> = Omit<Answer, Members> & Partial<Pick<Answer, Members>>;

function post<Answer>(path: string, body: unknown, signal: AbortSignal): Promise<Answer> {
  return send(path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }, signal);
}

async function send<Answer>(path: string, init: RequestInit, signal: AbortSignal): Promise<Answer> {
  let response: Response;
  try {
    response = await fetch(path, { ...init, signal, cache: 'no-store', referrerPolicy: 'no-referrer' });
  } catch (error) {
    if (signal.aborted) throw error;
    throw new ApiFailure({ kind: 'offline' });
  }
  if (!response.ok) throw new ApiFailure(await failureOf(response));
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
