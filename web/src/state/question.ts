import type { Area, Gender, Strength, Told, YesNo } from '../api/types';

/** What worker and participant have put together so far. It lives in memory and nowhere else. */
export interface Question {
  /** What stands in the text field now. */
  draft: string;
  /** What was last sent of it: typing alone asks nothing. */
  text: string;
  needs: readonly string[];
  place: ChosenPlace | null;
  withinKm: number | null;
  when: ChosenTime;
  languages: readonly LanguageWish[];
  participant: Participant;
  wishes: readonly Wish[];
  areas: readonly AvoidedArea[];
  organizations: readonly AvoidedOrganization[];
  /** Parts of the text's reading that were taken off, newest last. */
  without: readonly RemovedPart[];
  /** What places said on the phone, for this page only. */
  told: readonly Told[];
  order: 'best' | 'nearest';
  showHeld: boolean;
  showRuledOut: boolean;
}

/** A place picked from the list has its point; a typed one is looked up by the server. */
export interface ChosenPlace {
  label: string;
  point: { lat: number; lon: number } | null;
}

export type ChosenTime =
  | { kind: 'not_set' | 'now' | 'tonight' | 'after_hours' }
  | { kind: 'moment'; at: string };

/** The two strengths that stand beside everything; critical is set in the safety plan only. */
export type WishStrength = Exclude<Strength, 'critical'>;

export interface LanguageWish {
  tag: string;
  strength: WishStrength;
}

export interface Wish {
  fact: string;
  want: YesNo;
  strength: Strength;
}

/** Only what the participant chose to say; null is "not said". */
export interface Participant {
  age: number | null;
  gender: Gender | null;
  children: number | null;
  pregnant: boolean;
  pets: boolean;
  documents: readonly string[] | null;
}

export interface AvoidedArea extends Area {
  label: string;
}

export interface AvoidedOrganization {
  id: string;
  name: string;
}

export interface RemovedPart {
  key: string;
  label: string;
}

export const emptyQuestion: Question = {
  draft: '',
  text: '',
  needs: [],
  place: null,
  withinKm: null,
  when: { kind: 'not_set' },
  languages: [],
  participant: { age: null, gender: null, children: null, pregnant: false, pets: false, documents: null },
  wishes: [],
  areas: [],
  organizations: [],
  without: [],
  told: [],
  order: 'best',
  showHeld: false,
  showRuledOut: false,
};

export type QuestionAction =
  | { type: 'draft'; text: string }
  | { type: 'submit' }
  | { type: 'need'; id: string; chosen: boolean }
  | { type: 'place'; place: ChosenPlace | null }
  | { type: 'reach'; km: number | null }
  | { type: 'when'; when: ChosenTime }
  | { type: 'language'; tag: string; strength: WishStrength | null }
  | { type: 'participant'; said: Partial<Participant> }
  | { type: 'wish'; fact: string; want: YesNo; strength: Strength | null }
  | { type: 'preset'; wishes: readonly Wish[]; when?: ChosenTime | undefined; said?: Pick<Participant, 'children'> | undefined }
  | { type: 'forget_wishes'; facts: readonly string[] }
  | { type: 'avoid_area'; area: AvoidedArea }
  | { type: 'forget_area'; index: number }
  | { type: 'avoid_organization'; organization: AvoidedOrganization }
  | { type: 'forget_organization'; id: string }
  | { type: 'take_off'; part: RemovedPart; id: string | null }
  | { type: 'put_back'; key: string }
  | { type: 'told'; site: string; fact: string; answer: YesNo | null }
  | { type: 'order'; order: Question['order'] }
  | { type: 'show'; what: 'held' | 'ruled_out'; shown: boolean }
  /** From a sealed plan, once its parts were asked again. */
  | { type: 'restore'; question: Question };

export function questionReducer(question: Question, action: QuestionAction): Question {
  switch (action.type) {
    case 'draft':
      return { ...question, draft: action.text };
    case 'submit':
      return submit(question);
    case 'need':
      return { ...question, needs: withItem(question.needs, action.id, action.chosen) };
    case 'place':
      // A reach without a place to measure from means nothing.
      return { ...question, place: action.place, withinKm: action.place === null ? null : question.withinKm };
    case 'reach':
      return { ...question, withinKm: action.km };
    case 'when':
      return { ...question, when: action.when };
    case 'language':
      return { ...question, languages: withLanguage(question.languages, action.tag, action.strength) };
    case 'participant':
      return { ...question, participant: { ...question.participant, ...action.said } };
    case 'wish':
      return { ...question, wishes: withWish(question.wishes, action) };
    case 'preset':
      return withPreset(question, action);
    case 'forget_wishes':
      return { ...question, wishes: question.wishes.filter(({ fact, strength }) => strength === 'critical' || !action.facts.includes(fact)) };
    case 'avoid_area':
      return { ...question, areas: [...question.areas, action.area] };
    case 'forget_area':
      return { ...question, areas: question.areas.filter((_, index) => index !== action.index) };
    case 'avoid_organization':
      return question.organizations.some(({ id }) => id === action.organization.id)
        ? question
        : { ...question, organizations: [...question.organizations, action.organization] };
    case 'forget_organization':
      return { ...question, organizations: question.organizations.filter(({ id }) => id !== action.id) };
    case 'take_off':
      return takeOff(question, action.part, action.id);
    case 'put_back':
      return { ...question, without: question.without.filter(({ key }) => key !== action.key) };
    case 'told':
      return { ...question, told: withTold(question.told, action) };
    case 'order':
      return { ...question, order: action.order };
    case 'show':
      return action.what === 'held' ? { ...question, showHeld: action.shown } : { ...question, showRuledOut: action.shown };
    case 'restore':
      return action.question;
  }
}

/** The keys of taken-off parts belong to one text: another text is read afresh. */
function submit(question: Question): Question {
  const text = question.draft.trim();
  return text === question.text ? question : { ...question, text, without: [] };
}

function withItem(items: readonly string[], item: string, present: boolean): readonly string[] {
  const others = items.filter((other) => other !== item);
  return present ? [...others, item] : others;
}

function withLanguage(languages: readonly LanguageWish[], tag: string, strength: WishStrength | null): readonly LanguageWish[] {
  if (strength === null) return languages.filter((wish) => wish.tag !== tag);
  const known = languages.some((wish) => wish.tag === tag);
  return known
    ? languages.map((wish) => (wish.tag === tag ? { tag, strength } : wish))
    : [...languages, { tag, strength }];
}

function withWish(wishes: readonly Wish[], wish: { fact: string; want: YesNo; strength: Strength | null }): readonly Wish[] {
  const { fact, want, strength } = wish;
  if (strength === null) return wishes.filter((other) => other.fact !== fact);
  const changed: Wish = { fact, want, strength };
  return wishes.some((other) => other.fact === fact)
    ? wishes.map((other) => (other.fact === fact ? changed : other))
    : [...wishes, changed];
}

/** Adds what a preset lists; what was said before stays as it was said. */
function withPreset(question: Question, { wishes, when, said }: Extract<QuestionAction, { type: 'preset' }>): Question {
  const added = wishes.filter(({ fact }) => !question.wishes.some((other) => other.fact === fact));
  return {
    ...question,
    wishes: [...question.wishes, ...added],
    when: question.when.kind === 'not_set' && when !== undefined ? when : question.when,
    participant:
      said?.children === undefined || question.participant.children !== null
        ? question.participant
        : { ...question.participant, children: said.children },
  };
}

function withTold(told: readonly Told[], { site, fact, answer }: { site: string; fact: string; answer: YesNo | null }): readonly Told[] {
  const others = told.filter((other) => other.service_at_location_id !== site || other.fact !== fact);
  return answer === null ? others : [...others, { service_at_location_id: site, fact, answer }];
}

/** Takes a part off wherever it came from: a chip that was chosen, words in the text, or both. */
function takeOff(question: Question, part: RemovedPart, id: string | null): Question {
  return {
    ...question,
    needs: question.needs.filter((need) => need !== id),
    without: question.text === '' ? question.without : [...question.without.filter(({ key }) => key !== part.key), part],
  };
}
