/** The contract of /api/v1/desk and /api/v1/review (data/openapi/openapi.json): agencies' listings and their reviews. */
import type { Day, YesNo } from './types';

/** Of what kind a change is: how many people it takes (core/store, review_class). */
export type ReviewClass = 'bad_news' | 'contact' | 'eligibility' | 'renewal' | 'routine' | 'safety_fact' | 'visibility' | 'withdrawal';
export type Visibility = 'public' | 'staff' | 'hidden';
export type Outcome = 'waiting' | 'published' | 'changes_asked' | 'refused' | 'taken_back' | 'overtaken';
export type CallBack = 'none' | 'old_number' | 'elsewhere';
export type Decision = 'approve' | 'ask_changes' | 'refuse';
/** How the agency knows what it states. */
export type KnownBy = 'agency_statement' | 'call_back' | 'visit';

/** What a submission takes, and how far it is. */
export interface ReviewState {
  accounts: number;
  organizations: number;
  call_back: CallBack | 'any';
  approvals: number;
}

// --- agency: POST /api/v1/desk/listings {} -------------------------------------------------------

export interface OwnListing {
  service_id: string;
  name: string;
  /** new: never published; live; withdrawn. */
  status: 'new' | 'live' | 'withdrawn';
  visibility: Visibility;
  /** Its newest submission, where there is one. */
  submission: { id: number; outcome: Outcome; submitted_on: Day; reason: string | null; review: ReviewState } | null;
  draft: boolean;
  facts: { recorded: number; due: number; overdue: number };
}
export interface OwnListings {
  organization: { id: string; name: string };
  listings: OwnListing[];
}

// --- agency: POST /api/v1/desk/listing {service_id} ------------------------------------------------

/** One fact of the catalogue, as this listing has it. */
export interface ListingFact {
  fact: string;
  group: string;
  label: string;
  question: string;
  /** Choice facts have no good side. */
  polarity: 'protective' | 'hazard' | 'choice';
  two_people: boolean;
  subject: 'organization' | 'service' | 'site';
  subject_id: string;
  /** null: nothing is recorded. */
  value: YesNo | null;
  detail: string;
  verified_on: Day | null;
  evidence: 'favourable' | 'stale' | 'unknown' | 'unfavourable';
  /** From this day on it is to be said again; null where nothing is recorded. */
  due_on: Day | null;
}

export interface HsdsPhone {
  id?: string;
  number: string;
  extension?: string | number;
  type?: string;
  description?: string;
  languages?: { id?: string; name?: string; code?: string }[];
}
export interface HsdsSchedule {
  id?: string;
  freq?: 'WEEKLY' | 'MONTHLY' | 'YEARLY';
  /** "MO,TU" */
  byday?: string;
  opens_at?: string;
  closes_at?: string;
  valid_from?: Day;
  valid_to?: Day;
  description?: string;
  notes?: string;
  [member: string]: unknown;
}

/** The members of a listing's record that its agency may change; HSDS 3.1 names. */
export interface ListingMembers {
  name?: string;
  alternate_name?: string;
  description?: string;
  url?: string;
  email?: string;
  application_process?: string;
  fees_description?: string;
  eligibility_description?: string;
  minimum_age?: number;
  maximum_age?: number;
  alert?: string;
  phones?: HsdsPhone[];
  schedules?: HsdsSchedule[];
  languages?: { id?: string; name?: string; code?: string }[];
  required_documents?: { id?: string; document: string }[];
  /** Ids of the catalogue's needs. */
  needs?: string[];
}

export interface EditedListing {
  service_id: string;
  status: 'new' | 'live' | 'withdrawn';
  visibility: Visibility;
  members: ListingMembers;
  facts: ListingFact[];
  /** What the form held when it was last saved, in its own shape. */
  draft: { body: unknown; saved_on: Day } | null;
  submission: OwnListing['submission'];
}

// --- agency: POST /api/v1/desk/draft {service_id, body} | /desk/submit | /desk/take-back {submission_id} ------

export interface SubmitRequest {
  /** Of an existing listing, or a UUID that the page made for a new one. */
  service_id: string;
  /** Members that change; null takes one away. Absent: nothing of the record. */
  changes?: { [Member in keyof ListingMembers]?: ListingMembers[Member] | null };
  visibility?: Visibility;
  withdraw?: true;
  facts?: { fact: string; value: YesNo; subject?: 'organization' | 'service' | 'site'; subject_id?: string; detail?: string; known_by: KnownBy }[];
}
export interface SubmitAnswer {
  submission_id: number;
  review: ReviewState;
}

// --- reviewer: POST /api/v1/review/queue {} ---------------------------------------------------------

export interface QueuedSubmission {
  id: number;
  service_id: string;
  name: string;
  organization: { id: string; name: string };
  submitted_on: Day;
  age_days: number;
  classes: ReviewClass[];
  review: ReviewState;
  is_new: boolean;
  /** Whether this account may decide on it, and why not. */
  may: 'yes' | 'own_organization' | 'decided' | 'not_wanted';
}
export interface ReviewQueue {
  waiting: QueuedSubmission[];
}

// --- reviewer: POST /api/v1/review/submission {id} -----------------------------------------------------

export interface SubmissionDetail extends QueuedSubmission {
  outcome: Outcome;
  visibility: Visibility;
  withdraws: boolean;
  /** Field by field; before is null for a new listing or member, after where it is taken away. */
  changes: { member: string; class: ReviewClass; before: unknown; after: unknown }[];
  facts: { fact: string; label: string; question: string; before: { value: YesNo; verified_on: Day | null } | null; after: YesNo; detail: string; class: ReviewClass; known_by: KnownBy }[];
  /** The numbers that the listing had before: for "old number". */
  old_numbers: string[];
  /** What in the texts could give a place away, where the listing is hidden. */
  hints: { member: string; text: string }[];
  /** Facts that the text mentions and nobody has stated: "mentions smudging: ask?" */
  mentions: { fact: string; label: string; question: string }[];
  reviews: { organization: string; decision: Decision; call_back: CallBack; reason: string; on: Day }[];
}

// --- reviewer: POST /api/v1/review/decide ---------------------------------------------------------------

export interface DecideRequest {
  id: number;
  decision: Decision;
  call_back: CallBack;
  /** At most 500 characters; needed but for an approval. */
  reason?: string;
}
export interface DecideAnswer {
  outcome: Outcome;
  review: ReviewState;
}
