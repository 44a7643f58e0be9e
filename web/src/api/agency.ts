import { post } from './client';
import type { ListingVisibility, ReviewState, SubmissionOutcome } from './review';
import type { Day, Language, Result, ServicePage } from './types';

/** Calls and shapes of an agency's desk (/api/v1/desk; shapes as in data/openapi/openapi.json). */

export interface SubmissionSummary {
  id: number;
  outcome: SubmissionOutcome;
  submitted_on: Day;
  /** Why a reviewer asked for changes or refused, in their words. */
  reason: string | null;
  review: ReviewState;
}

export interface OwnListing {
  service_id: string;
  name: string;
  status: 'new' | 'live' | 'withdrawn';
  visibility: ListingVisibility;
  submission: SubmissionSummary | null;
  draft: boolean;
  /** due: from three quarters of a fact's time to live on; overdue: past it, or without a date. */
  facts: { recorded: number; due: number; overdue: number };
}

export interface OwnListings {
  organization: { id: string; name: string };
  listings: OwnListing[];
}

/** Entries keep what the form doesn't show of them. */
export type Phone = { number: string; description?: string; message?: 'yes' | 'no'; hours?: PhoneTime[]; [other: string]: unknown };
/** Weekly; byday as a rule has it ("MO,TU"). */
export type PhoneTime = { byday: string; opens_at: string; closes_at: string };
export type Schedule = { byday?: string; opens_at?: string; closes_at?: string; valid_from?: string; valid_to?: string; description?: string; [other: string]: unknown };
export type SpokenLanguage = { code?: string; name?: string; offer?: string; [other: string]: unknown };
export type Paper = { document: string; [other: string]: unknown };

/** Days on which it is closed, or open at other times; of kind "all": of whatever it has hours of. */
export interface Closure {
  first: string;
  last: string;
  kind: 'all' | 'open' | 'intake' | 'meal' | 'staff_on_call';
  effect: 'closed' | 'special';
  opens_at?: string;
  closes_at?: string;
}

export type Gender = 'women' | 'men' | 'non-binary' | 'all';

export interface Cost {
  kind: 'free' | 'sliding' | 'amount';
  amount?: number | null;
  currency?: string;
}

export interface SiteArea {
  name: string;
  lat: number | null;
  lon: number | null;
  radius_km: number | null;
}

/** Flat. Of a hidden one its area alone. */
export interface OwnSite {
  id?: string;
  hidden?: boolean;
  name?: string;
  address_1?: string;
  address_2?: string;
  city?: string;
  state_province?: string;
  postal_code?: string;
  country?: string;
  latitude?: number;
  longitude?: number;
  transportation?: string;
  area?: SiteArea;
}

export interface OwnContact {
  id?: string;
  role?: 'primary' | 'backup';
  name?: string;
  title?: string;
  number?: string;
  hours?: string;
  message?: 'yes' | 'no';
}

/** By their HSDS names; in changes null takes one away. */
export interface Members {
  name?: string | null;
  description?: string | null;
  url?: string | null;
  email?: string | null;
  application_process?: string | null;
  fees_description?: string | null;
  eligibility_description?: string | null;
  alert?: string | null;
  minimum_age?: number | null;
  maximum_age?: number | null;
  phones?: Phone[] | null;
  schedules?: Schedule[] | null;
  languages?: SpokenLanguage[] | null;
  required_documents?: Paper[] | null;
  needs?: string[] | null;
  sites?: OwnSite[] | null;
  contacts?: OwnContact[] | null;
  closures?: Closure[] | null;
  genders?: Gender[] | null;
  all_ages?: true | null;
  cost?: Cost | null;
}

export type KnownBy = 'agency_statement' | 'call_back' | 'visit';

export interface FactLine {
  fact: string;
  group: string;
  label: string;
  question: string;
  two_people: boolean;
  subject: 'organization' | 'service' | 'site';
  subject_id: string;
  value: 'yes' | 'no' | null;
  verified_on: Day | null;
  due_on: Day | null;
}

/** What is being written: only what differs from what stands. */
export interface DraftBody {
  members: Members;
  facts: Record<string, { value: 'yes' | 'no'; known_by: KnownBy }>;
  visibility: ListingVisibility | null;
}

export interface EditedListing {
  service_id: string;
  status: OwnListing['status'];
  visibility: ListingVisibility;
  members: Members;
  facts: FactLine[];
  draft: { body: Partial<DraftBody>; saved_on: Day } | null;
  submission: SubmissionSummary | null;
}

export interface Submitted {
  submission_id: number;
  review: ReviewState;
}

export function ownListings(signal: AbortSignal): Promise<OwnListings> {
  return post('/api/v1/desk/listings', {}, signal);
}

/** One that is nowhere yet is answered empty. */
export function ownListing(service_id: string, signal: AbortSignal): Promise<EditedListing> {
  return post('/api/v1/desk/listing', { service_id, begins: true }, signal);
}

export function saveDraft(service_id: string, body: DraftBody, signal: AbortSignal): Promise<void> {
  return post('/api/v1/desk/draft', { service_id, body }, signal);
}

export interface SubmitBody {
  service_id: string;
  changes?: Members;
  visibility?: ListingVisibility;
  withdraw?: true;
  facts?: { fact: string; value: 'yes' | 'no'; subject: FactLine['subject']; subject_id: string; known_by: KnownBy }[];
}

export function submitListing(body: SubmitBody, signal: AbortSignal): Promise<Submitted> {
  return post('/api/v1/desk/submit', body, signal);
}

export function takeBack(submission_id: number, signal: AbortSignal): Promise<void> {
  return post('/api/v1/desk/take-back', { submission_id }, signal);
}

/** What somebody would see; null where it would not be shown to them at all. */
export type Seen = { result: Result; page: ServicePage } | null;

export interface Preview {
  worker: Seen;
  kiosk: Seen;
}

/** Kept nowhere, and found by nobody. */
export function previewListing(body: SubmitBody, language: Language, signal: AbortSignal): Promise<Preview> {
  return post('/api/v1/desk/preview', { ...body, language }, signal);
}

/** The same of a change that waits, for whoever reviews it. */
export function previewSubmission(submission_id: number, language: Language, signal: AbortSignal): Promise<Preview> {
  return post('/api/v1/desk/preview', { submission_id, language }, signal);
}

export function csvTemplate(signal: AbortSignal): Promise<{ text: string; columns: { name: string; help: string }[] }> {
  return post('/api/v1/desk/template', {}, signal);
}

export interface UploadAnswer {
  rows: number;
  unchanged: number;
  listings: { line: number; service_id: string; name: string; is_new: boolean; visibility: ListingVisibility | null; changes: { member: string; before: unknown; after: unknown }[] }[];
  faults: { line: number; field: string; reason: string }[];
  more_faults: number;
  /** Sent again with it, the whole file becomes submissions. */
  digest: string | null;
  submitted: number | null;
}

export function uploadFile(format: 'csv' | 'hsds', text: string, digest: string | null, signal: AbortSignal): Promise<UploadAnswer> {
  return post('/api/v1/desk/upload', { format, text, ...(digest === null ? {} : { digest }) }, signal);
}
