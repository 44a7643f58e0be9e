/** The contract of /api/v1 (data/openapi/openapi.json), as this page uses it. */

/** A language in which a participant can be spoken to; the server has its texts in each. */
export type Language = DeskLanguage | 'es' | 'ar' | 'zh-Hans' | 'tl' | 'pa' | 'uk';

/** A language of the desk around it. */
export type DeskLanguage = 'en' | 'fr';
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
  told?: Told[];
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
  /** The question in English, where it is about safety in words that no speaker has gone through. */
  original?: string | null;
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
  message_allowed?: YesNoUnknown;
  /** Weekly: when this number is answered, where that is said. */
  hours?: { byday: string; opens_at: string; closes_at: string }[];
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
  /** In English, where this is about safety in words that no speaker has gone through. */
  original?: string | null;
}

export interface Why {
  part: string;
  evidence: Evidence;
  strength: Strength | null;
  text: string;
  /** In English, where this is about safety in words that no speaker has gone through. */
  original?: string | null;
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
  /** The question in English, where it is about safety in words that no speaker has gone through. */
  original?: string | null;
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
  /** Its point (radius 0) or its published area, for the map; null where neither is known. */
  region: Area | null;
}

/** What a service says of its beds, where that counts at the moment asked about. */
export interface Capacity {
  /** 0: full. */
  beds: number;
  said_at: string;
  until: string;
  text: string;
}

export interface Result {
  service_id: string;
  /** A report that the place isn't all right waits for review: it is at most to be asked about. In the staff role alone. */
  reported?: true;
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
  capacity?: Capacity | null;
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

/** What one constraint costs among the verified services, and what taking it off would bring back. */
export interface Cost {
  part: string;
  label: string;
  strength: Strength;
  ruled_out: Count;
  held: Count;
  asked: Count;
  /** Into "fits" or "ring first"; null for a critical one: that is never offered. */
  brings_back: Count | null;
}

export interface SearchAnswer {
  understood: {
    /** Words of present danger were typed; on the worker's desk only. */
    danger?: boolean;
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
  costs: Cost[];
  /** Each of its needs, where nothing was found at all; empty in the public role. */
  unmet: Unmet[];
  complete: boolean;
  behind: Behind | null;
  cursor: string | null;
}

/** How old this copy of the directory is, where it lags. */
export interface Behind {
  minutes: number;
  text: string;
}

/** A need that nothing was found for, and what lets a worker count it: one need at a time, by their own act. */
export interface Unmet {
  need: string;
  label: string;
  /** Province, territory or state by ISO 3166-2, "CA-MB"; null where no place was said, or none that is known. */
  region: string | null;
  /** Good once, for POST /api/v1/unmet. */
  permit: string;
}

/** How one service stands against a question, part by part. Workers only. */
export interface Explanation {
  class: MatchClass;
  parts: {
    part: string;
    label: string;
    strength: Strength;
    evidence: Evidence;
    class: MatchClass;
    text: string;
    question: string | null;
  }[];
  result: Result;
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
  /** In English, where this is about safety in words that no speaker has gone through. */
  original?: string | null;
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
  capacity?: Capacity | null;
  facts: Fact[];
  leads: { fact: string; against: boolean; text: string; original?: string | null }[];
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
  /** For workers: sent in by the agency, and checked by nobody yet. */
  waiting_phones?: { number: string; submitted_on: Day }[];
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
  /** The service into which it was merged, where who asks may see that. */
  merged_into?: string;
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
  /** staff: not for a screen that a participant sees, unless they asked for it. */
  visibility: 'public' | 'staff';
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

export interface CrisisLine {
  id: string;
  name: Labels;
  number: string;
  /** To write to instead, where there is one: number and word to send. */
  text_message: Labels | null;
  hours: Labels;
  who_answers: Labels;
  /** Whether police may come. */
  police: Labels;
  languages: string[];
  /** Day on which these details were looked up. */
  as_of: Day;
}

/** A language of the kiosk. */
export interface Locale {
  /** BCP 47. */
  tag: string;
  endonym: string;
  direction: 'ltr' | 'rtl';
  /** Every text is there; else English stands for what is missing. */
  complete: boolean;
  /** How and when its words were made, in one plain English sentence. */
  made: string;
  /** Day on which a speaker had gone through them. */
  reviewed: Day | null;
}

export interface Catalogue {
  role: 'public' | 'staff';
  needs: { id: string; parent: string | null; label: Labels }[];
  facts: CatalogueFact[];
  groups: { id: string; label: Labels }[];
  languages: CatalogueLanguage[];
  /** The languages in which a participant may read, as far as each is there. */
  locales: Locale[];
  /** Where the kiosk's screen stands, and whether a printer stands there, where the operator says so. */
  kiosk: { near: Place | null; printer: boolean };
  /** Ready to ring whatever was asked; never behind a check-in. */
  crisis_lines: CrisisLine[];
  /** What a worker here may have to report, in the words of the operator's counsel; null without a file. */
  reporting: { name: string; date: Day; text: Labels } | null;
  gazetteer: { places: number; licence?: string | null } | null;
  /** What GET /map.pmtiles gives: the operator's map, PMTiles; null without one. */
  map: { bytes: number } | null;
}

// --- plan (decision 28) --------------------------------------------------------------------------

export interface PlanRequest extends Pick<SearchRequest, 'near' | 'within_km' | 'within_strength' | 'languages' | 'participant' | 'constraints' | 'avoid'> {
  /** 1 to 8. */
  needs: string[];
  told?: Told[];
  /** Where absent: now. */
  start?: { now: true } | { at: LocalMoment };
  tonight?: true;
  /** walk_km: the most on foot between two stops; ride: someone drives. */
  travel?: { ride?: boolean; walk_km?: number };
  language: string;
}

/** "They told us on the phone": with the request, for this page only. */
export interface Told {
  service_at_location_id: string;
  fact: string;
  answer: YesNo;
}

/** A service as another one names it. */
export interface ServiceRef {
  service_id: string;
  name: string;
  organization: string | null;
  class: MatchClass;
  phones: Phone[];
  open: OpenState;
}

export interface Barrier {
  kind: 'childcare' | 'transport' | 'language' | 'documents' | 'hours' | 'cost';
  text: string;
  /** Services that take it away at that hour; empty where none is recorded. */
  removed_by: (ServiceRef & { text: string })[];
}

export interface PlanLeg {
  km: number;
  minutes: number;
  /** "About 25 minutes on foot (estimate)". */
  text: string;
  /** The straight line passes an area to keep away from. */
  passes_area: boolean;
}

export interface PlanStop {
  service_id: string;
  service_at_location_id: string | null;
  short_id: string;
  name: string;
  name_language: string | null;
  organization: { id: string; name: string } | null;
  class: 'meets' | 'ask';
  address: string | null;
  area: string | null;
  region: Area | null;
  /** Ids of the needs it meets here. */
  covers: string[];
  /** null where no way to it is known, or where the stop before has none. */
  leg: PlanLeg | null;
  /** To arrive within; null where its hours aren't known. */
  arrive: { from: LocalMoment; to: LocalMoment; text: string } | null;
  open: OpenState;
  capacity?: Capacity | null;
  phones: Phone[];
  ask: Ask[];
  barriers: Barrier[];
}

export interface Plan {
  visits: number;
  asks: number;
  km: number;
  minutes: number;
  stops: PlanStop[];
  uncovered: { need: string; label: string; next_step: { text: string; service: ServiceRef | null } }[];
}

export interface PlanAnswer {
  start: { at: LocalMoment; place: { label: string; lat: number; lon: number } | null };
  /** How travel was reckoned, in words: an estimate. */
  travel_text: string;
  plans: Plan[];
  /** What could come next, by phase of the continuum of care. */
  next: { phase: string; label: string; needs: { id: string; label: string; services: ServiceRef[] }[] }[];
  tonight: {
    open_now: ServiceRef[];
    last_intake: (ServiceRef & { at: LocalMoment; text: string })[];
    until_morning: ServiceRef[];
    opens_first: (ServiceRef & { at: LocalMoment; text: string })[];
  } | null;
  /** Needs that no plan covers; empty in the public role. */
  unmet: Unmet[];
  complete: boolean;
  behind: Behind | null;
}

// --- check-in and hand-over (decision 26) --------------------------------------------------------

export interface CheckInAnswer {
  token: string;
  expires_in: number;
}

export interface HandOver {
  service_id: string;
  short_id: string;
  name: string;
  name_language: string | null;
  organization: string | null;
  phones: Phone[];
  /** The primary contact first, then the backup. */
  contacts: Contact[];
  card: {
    /** Plain: no agency type, no need. */
    title: string;
    lines: { label: string; text: string; language: string | null }[];
  };
  /** For the large-number view; null where no number is recorded. */
  number: string | null;
  /** What a code on the screen holds: "tel:+1…" or "/i/xxxxxxxx". */
  code: string | null;
  /** What a worker says on the phone: mentions no participant. */
  script: string[];
  /** The same in the worker's language; null where that is the participant's. */
  worker_script: string[] | null;
  next: { phase: string; label: string; text: string }[];
  after_hours: { text: string; phones: { name: string; number: string }[] };
  /** Lets this page count one outcome; empty in the public role, where nothing is counted. */
  permit: string;
}

export type Outcome = 'reached' | 'full' | 'closed' | 'wrong_details' | 'not_a_fit' | 'turned_away';

export interface Report {
  service_id: string;
  service_at_location_id?: string;
  kind: 'wrong_detail' | 'not_all_right';
  /**
   * wrong_detail: phone, hours, address, closed, eligibility, cost, language, other.
   * not_all_right: turned_away, asked_for_id, asked_what_happened, told_others, not_welcome,
   * conditions_set, did_not_feel_right, other.
   */
  about: string;
  /** At most 280 characters; 400 "identifying" at /note where it holds a name, date, number or address. */
  note?: string;
  language: string;
}

/** Who is signed in: what their role may do is the server's to say. */
export interface Account {
  id: string;
  name: string;
  role: 'administrator' | 'reviewer' | 'worker' | 'agency_editor' | 'capacity';
  organization_id: string;
  /** Of a capacity sign-in. */
  service_id: string | null;
  has_code: boolean;
  /** Everything else is refused (403 `code_first`) until an authenticator is set up. */
  must_set_up_code: boolean;
}

/** Answer of /api/v1/session, /api/v1/session/who and /api/v1/account/accept. */
export interface Session {
  account: Account | null;
  /** Sent back in the header Porchlight-Token with every POST of the session. */
  token: string | null;
}

/** Of an authenticator that is being set up; shown once. */
export interface CodeSecret {
  secret: string;
  /** otpauth://totp/… */
  address: string;
}

/** application/problem+json: which member of the request is wrong, and how. */
export interface Problem {
  title: string;
  status: number;
  code: string;
  detail?: string;
  pointer?: string;
}
