/** The contract of /api/v1 (data/openapi/openapi.json), as this page uses it. */

export type Language = 'en' | 'fr';
export type Strength = 'critical' | 'required' | 'preferred';
export type MatchClass = 'meets' | 'ask' | 'hold' | 'ruled_out';
export type Evidence = 'favourable' | 'stale' | 'unknown' | 'unfavourable';
export type YesNo = 'yes' | 'no';
export type YesNoUnknown = YesNo | 'unknown';
/** A calendar day, "2026-11-24". */
export type Day = string;
/** A wall-clock moment at the place, "2026-11-24T22:00". */
export type LocalMoment = string;

// --- search: what is asked ---------------------------------------------------------------------

export type Near = { lat: number; lon: number } | { place: string };
export type When = { now: true } | { at: LocalMoment } | { from: LocalMoment; to: LocalMoment } | { after_hours: true };
export type Gender = 'women' | 'men' | 'non-binary';

export interface Area {
  lat: number;
  lon: number;
  radius_km: number;
}

export interface SearchRequest {
  text?: string;
  needs?: string[];
  near?: Near;
  within_km?: number;
  within_strength?: Strength;
  languages?: { code: string; strength: Strength }[];
  when?: When;
  participant?: {
    age?: number;
    gender?: Gender;
    children?: number;
    pregnant?: true;
    pets?: true;
    documents?: string[];
  };
  constraints?: { fact: string; want: YesNo; strength: Strength }[];
  avoid?: { areas?: Area[]; organizations?: string[] };
  order?: 'best' | 'nearest';
  include?: ('hold' | 'ruled_out')[];
  without?: string[];
  language: string;
  limit?: number;
  cursor?: string;
}

// --- search: the answer ------------------------------------------------------------------------

export interface UnderstoodPart {
  key: string;
  kind: 'need' | 'fact' | 'language' | 'time' | 'word' | 'correction';
  /** In the catalogue; a word has none. */
  id: string | null;
  label: string;
  text?: string;
  removable: boolean;
}

/** The moment that was meant, as a label or, where there is none, as its kind and clock time. */
export interface UnderstoodTime {
  label?: string | null;
  kind?: 'now' | 'at' | 'range' | 'after_hours';
  from: LocalMoment | null;
  to: LocalMoment | null;
}

export interface Count {
  count: number;
  at_least: boolean;
}

export interface SharedUnknown {
  part: string;
  label: string;
  text: string;
  question: string;
  count: number;
}

export interface OpenState {
  state: 'open' | 'closed' | 'unknown';
  text: string;
  until: LocalMoment | null;
  next: LocalMoment | null;
  as_said: string | null;
  lead: boolean;
}

export interface Phone {
  number: string;
  extension?: string | number | null;
  description?: string | null;
  languages?: string[];
  /** Only beside a search, which has a moment to ask about. */
  answered?: YesNoUnknown;
  answered_text?: string;
}

export interface Contact {
  name: string;
  role: string;
  title?: string | null;
  languages?: string[];
  hours?: string | null;
  direct_line?: string | null;
  message_allowed: YesNoUnknown;
  confirmed_on: Day | null;
}

export interface Lead {
  part: string;
  against: boolean;
  text: string;
}

export interface Why {
  part: string;
  evidence: Evidence;
  strength: Strength | null;
  text: string;
  verified_on: Day | null;
  method: string | null;
  source: string | null;
  told: boolean;
}

export interface Ask {
  part: string;
  strength: Strength;
  question: string;
  text: string;
}

export interface Feature {
  name: string;
  label: string;
  value: number;
  weight: number;
  contribution: number;
}

export interface ResultSite {
  service_at_location_id: string | null;
  name: string | null;
  address: string | null;
  area: string | null;
  distance_km: number | null;
  open: OpenState;
  class: MatchClass;
}

export interface Result {
  service_id: string;
  service_at_location_id: string | null;
  short_id: string;
  name: string;
  name_language: string | null;
  organization: { id: string; name: string } | null;
  summary: string | null;
  summary_language: string | null;
  alert?: string | null;
  class: MatchClass;
  score: number;
  distance_km: number | null;
  area: string | null;
  open: OpenState;
  phones: Phone[];
  contacts: Contact[];
  leads: Lead[];
  why: Why[];
  ask: Ask[];
  features: Feature[];
  sites: ResultSite[];
}

export interface LeftOut {
  reason: string;
  label: string;
  count: number;
  at_least: boolean;
}

export interface SearchAnswer {
  understood: {
    parts: UnderstoodPart[];
    place: { label: string; lat: number; lon: number } | null;
    when: UnderstoodTime | null;
  };
  asked_nothing: boolean;
  totals: Partial<Record<MatchClass, Count>>;
  shared_unknowns: SharedUnknown[];
  phones_answered: { count: number; text: string | null };
  results: Result[];
  held?: Result[];
  ruled_out?: Result[];
  left_out: LeftOut[];
  complete: boolean;
  cursor: string | null;
}

// --- one service's page ------------------------------------------------------------------------

export interface Fact {
  fact: string;
  group: string;
  group_label: string;
  label: string;
  level: 'service' | 'organization' | 'site';
  service_at_location_id: string | null;
  evidence: Evidence;
  value: YesNo | null;
  text: string;
  checked: string;
  detail?: string | null;
}

export interface Shift {
  opens: string;
  closes: string;
  next_day: boolean;
  uncertain: boolean;
}

export interface HoursDay {
  date: Day;
  weekday: string;
  shifts: Shift[];
  closed: boolean;
  holiday: string | null;
}

export interface Hours {
  service_at_location_id: string | null;
  kind: string;
  kind_label: string;
  stated_on: Day | null;
  lead: boolean;
  as_said: string | null;
  week: HoursDay[];
}

export interface Site {
  service_at_location_id: string;
  name: string | null;
  address: string | null;
  area: string | null;
  transportation: string | null;
  accessibility: string[];
  hidden: boolean;
}

export interface ServicePage {
  id: string;
  short_id: string;
  name: string;
  name_language?: string | null;
  organization: { id: string; name: string; description?: string | null; website?: string | null } | null;
  status: string;
  withdrawn: false;
  description: { language: string; text: string; made: string }[];
  needs: { id: string; label: string }[];
  facts: Fact[];
  leads: { fact: string; against: boolean; text: string }[];
  hours: Hours[];
  languages: {
    tag: string;
    label: string;
    endonym: string;
    offer: string;
    offer_label: string;
    service_at_location_id: string | null;
  }[];
  eligibility: {
    text: string | null;
    minimum_age: number | null;
    maximum_age: number | null;
    genders: string[];
    documents: string[];
  };
  cost: { text: string }[];
  contacts: Contact[];
  phones: Phone[];
  url: string | null;
  email: string | null;
  application_process: string | null;
  alert: string | null;
  sites: Site[];
  source: { name: string; assured_on: Day | null };
  last_modified: string | null;
}

export interface WithdrawnService {
  id: string;
  withdrawn: true;
  name: string;
}

// --- suggestions and catalogue -----------------------------------------------------------------

export interface Place {
  label: string;
  lat: number;
  lon: number;
}

export interface Suggestions {
  needs: { id: string; label: string; match?: string | null }[];
  facts: { id: string; label: string }[];
  services: { id: string; name: string; organization: string }[];
  places: Place[];
}

/** A text in every language that the catalogue has it in. */
export type Labels = Record<string, string>;

export interface CatalogueFact {
  id: string;
  group: string;
  polarity: 'protective' | 'hazard' | 'choice';
  label: Labels;
  yes: Labels;
  no: Labels;
}

export interface CatalogueLanguage {
  tag: string;
  endonym: string;
  label: Labels;
  indigenous: boolean;
  signed: boolean;
  right_to_left: boolean;
}

export interface Catalogue {
  role: 'public' | 'staff';
  needs: { id: string; parent: string | null; label: Labels }[];
  facts: CatalogueFact[];
  groups: { id: string; label: Labels }[];
  languages: CatalogueLanguage[];
  gazetteer: { places: number; licence?: string | null } | null;
}

/** application/problem+json: which member of the request is wrong, and how. */
export interface Problem {
  title: string;
  status: number;
  code: string;
  detail?: string;
  pointer?: string;
}
