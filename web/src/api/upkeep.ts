import { post } from './client';
import type { ListingVisibility } from './review';
import type { Day, Language } from './types';

/** Check pages and the upkeep room (/api/v1/desk/check, /api/v1/upkeep; shapes as in data/openapi/openapi.json). */

export type CheckAnswer = 'still_so' | 'no_longer' | 'unknown';
export type CheckAnswers = Partial<Record<string, CheckAnswer>>;

/** One line: a fact in words, or a detail of the record as it stands. */
export interface CheckLine {
  key: string;
  subject: 'organization' | 'service' | 'site';
  detail: string;
  stated_on: Day | null;
  due_on: Day | null;
  /** ahead: would fall due within a quarter, and is pulled forward to this page. */
  state: 'due' | 'ahead' | 'later' | 'undated';
  fact?: string;
  group?: string;
  says?: Record<Language, string>;
  /** It speaks against the service, and stays until two people agree that it is over. */
  bad?: boolean;
  member?: string;
  value?: unknown;
}

export interface CheckPage {
  service_id: string;
  name: string;
  phones: string[];
  assured_on: Day | null;
  checks_left: number;
  next_on: Day | null;
  /** A change waits for its reviews: until then only what got worse can be sent. */
  change_waits: boolean;
  lines: CheckLine[];
  answers: CheckAnswers;
}

export interface CheckSent {
  at_once: 'nothing' | 'done' | 'waits';
  submission_id: number | null;
  whole: boolean;
  assured: boolean;
}

export function checkPage(service_id: string, signal: AbortSignal): Promise<CheckPage> {
  return post('/api/v1/desk/check', { service_id }, signal);
}

export function saveCheck(service_id: string, answers: CheckAnswers, signal: AbortSignal): Promise<void> {
  return post('/api/v1/desk/check/draft', { service_id, answers }, signal);
}

export function sendCheck(service_id: string, answers: CheckAnswers, signal: AbortSignal): Promise<CheckSent> {
  return post('/api/v1/desk/check/send', { service_id, answers }, signal);
}

export interface OverdueListing {
  service_id: string;
  name: string;
  organization: string;
  visibility: ListingVisibility;
  phones: string[];
  lines: number;
  due_on: Day;
}

export interface UpkeepOverview {
  listings: number;
  verified: number;
  overdue_listings: number;
  overdue: OverdueListing[];
}

export interface GapCall {
  service_id: string;
  name: string;
  organization: string;
  region: string;
  phones: string[];
  why: string;
  questions: string[];
}

export interface Gaps {
  cells: { preset: string; need: string; region: string; meets: number; ask: number }[];
  lists: number;
  calls: GapCall[];
  presets: { id: string; label: string }[];
  regions: string[];
}

/** Empty: any. */
export interface GapFilter {
  preset: string;
  need: string;
  region: string;
}

export function upkeepOverview(signal: AbortSignal): Promise<UpkeepOverview> {
  return post('/api/v1/upkeep', {}, signal);
}

export function upkeepGaps(filter: GapFilter, language: Language, signal: AbortSignal): Promise<Gaps> {
  return post('/api/v1/upkeep/gaps', { ...filter, language }, signal);
}

export type Told = 'yes' | 'no' | 'unknown';

/** What an agency said on the phone, of every fact of a group. It waits for review. */
export function recordTold(service_id: string, group: string, answers: Record<string, Told>, signal: AbortSignal): Promise<{ submission_id: number }> {
  return post('/api/v1/upkeep/told', { service_id, group, answers }, signal);
}
