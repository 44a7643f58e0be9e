import { post } from './client';
import type { Day } from './types';

/** Calls and shapes of a reviewer's desk (/api/v1/review; shapes as in data/openapi/openapi.json). */

export type ReviewClass = 'bad_news' | 'contact' | 'eligibility' | 'renewal' | 'routine' | 'safety_fact' | 'visibility' | 'withdrawal';
export type SubmissionOutcome = 'waiting' | 'published' | 'changes_asked' | 'refused' | 'taken_back' | 'overtaken';
export type ListingVisibility = 'public' | 'staff' | 'hidden';
export type CallBack = 'none' | 'old_number' | 'elsewhere';
export type Decision = 'approve' | 'ask_changes' | 'refuse';

/** What a submission takes, and how far it is. */
export interface ReviewState {
  accounts: number;
  organizations: number;
  /** The call that at least one of them has to have made; elsewhere: on a number that isn't the listing's. */
  call_back: 'none' | 'any' | 'elsewhere';
  approvals: number;
}

export interface Waiting {
  id: number;
  service_id: string;
  name: string;
  organization: { id: string; name: string };
  submitted_on: Day;
  age_days: number;
  age_hours: number;
  classes: ReviewClass[];
  review: ReviewState;
  is_new: boolean;
  /** Whether who asks may decide on it, or why not. */
  may: 'yes' | 'own_organization' | 'decided' | 'not_wanted';
}

export interface Change {
  /** By its HSDS name; of what is no member of the record: @new, @withdrawal, @visibility, @restriction, @merge. */
  member: string;
  class: ReviewClass;
  before: unknown;
  after: unknown;
}

export interface SubmittedFact {
  fact: string;
  label: string;
  question: string;
  before: { value: 'yes' | 'no'; verified_on: Day | null } | null;
  after: 'yes' | 'no';
  detail: string;
  class: ReviewClass;
  known_by: 'agency_statement' | 'call_back' | 'visit';
}

export interface Warning {
  kind:
    | 'premium_number'
    | 'foreign_number'
    | 'shared_number'
    | 'free_mail'
    | 'look_alike_address'
    | 'promises_job'
    | 'sends_transport'
    | 'asks_picture'
    | 'asks_passport'
    | 'pays_finders';
  member: string;
  text: string;
}

export interface Submission extends Waiting {
  outcome: SubmissionOutcome;
  visibility: ListingVisibility;
  withdraws: boolean;
  /** The listing that stays, where this one is merged into another. */
  merges_into?: { service_id: string; name: string };
  changes: Change[];
  facts: SubmittedFact[];
  old_numbers: string[];
  /** Of a hidden listing: wording that could tell where it is. */
  hints: { member: string; text: string }[];
  /** What the texts speak of and nobody has stated. */
  mentions: { fact: string; label: string; question: string; value: 'yes' | 'no' }[];
  /** What to look at twice; it stops nothing. */
  warnings: Warning[];
  reviews: { organization: string; decision: Decision; call_back: CallBack; reason: string; on: Day }[];
}

export interface OpenReport {
  id: number;
  service_id: string;
  name: string;
  reported_on: Day;
}

export async function reviewQueue(signal: AbortSignal): Promise<Waiting[]> {
  return (await post<{ waiting: Waiting[] }>('/api/v1/review/queue', {}, signal)).waiting;
}

export function submission(id: number, signal: AbortSignal): Promise<Submission> {
  return post('/api/v1/review/submission', { id }, signal);
}

/** What of a listing is compared with others. */
export interface Compared {
  phones: string[];
  domains: string[];
  towns: string[];
}

/** A live listing that may be the same. */
export interface Duplicate extends Compared {
  service_id: string;
  name: string;
  organization: string;
  /** 0 to 1 (docs/duplicates.md). */
  score: number;
  shared_phones: string[];
  shared_domains: string[];
  shared_doors: string[];
  distance_km: number | null;
}

/** May take seconds in a large directory. */
export function duplicates(id: number, signal: AbortSignal): Promise<{ own: Compared; duplicates: Duplicate[] }> {
  return post('/api/v1/review/duplicates', { id }, signal);
}

/** Decides, once for each account; 409 where it has ended meanwhile. */
export function decide(
  body: { id: number; decision: Decision; call_back: CallBack; reason: string },
  signal: AbortSignal,
): Promise<{ outcome: SubmissionOutcome; review: ReviewState }> {
  return post('/api/v1/review/decide', body, signal);
}

export async function openReports(signal: AbortSignal): Promise<OpenReport[]> {
  return (await post<{ reports: OpenReport[] }>('/api/v1/review/reports', {}, signal)).reports;
}

export function liftReport(id: number, signal: AbortSignal): Promise<void> {
  return post('/api/v1/review/lift-report', { id }, signal);
}

export type DuplicateSign =
  | 'name'
  | 'same_name'
  | 'organization'
  | 'both_whole'
  | 'one_whole'
  | 'contact'
  | 'other_phones'
  | 'other_town'
  | 'same_source'
  | 'other_site'
  | 'other_text';

/** One of two listings that may be one. */
export interface ComparedListing {
  service_id: string;
  source: string;
  visibility: 'public' | 'staff';
  name: string;
  organization: string;
  description: string;
  phones: string[];
  addresses: string[];
  url: string;
}

export interface DuplicatePair {
  /** 0 to 1. */
  score: number;
  /** The strongest first; below 0: against. */
  reasons: { sign: DuplicateSign; adds: number }[];
  first: ComparedListing;
  second: ComparedListing;
}

/** The directory's likeliest: at most 30 pairs, and how many there are. May take seconds in a large directory. */
export function listingPairs(signal: AbortSignal): Promise<{ found: number; pairs: DuplicatePair[] }> {
  return post('/api/v1/review/pairs', {}, signal);
}

/** Nobody is asked about the two again. */
export function notSame(service_id: string, other_id: string, signal: AbortSignal): Promise<void> {
  return post('/api/v1/review/not-same', { service_id, other_id }, signal);
}

/** Submits that one is merged into the other, for two people of other organizations to decide. */
export function mergeInto(service_id: string, into: string, signal: AbortSignal): Promise<{ submission_id: number; review: ReviewState }> {
  return post('/api/v1/review/merge', { service_id, into }, signal);
}
