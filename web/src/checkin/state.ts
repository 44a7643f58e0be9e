import type { HandOver, Language } from '../api/types';

/** A service that was put on the shortlist; only what the list itself shows. */
export interface Chosen {
  id: string;
  name: string;
  nameLanguage: string | null;
  organization: string | null;
}

/** What the participant says to one service. No reason goes with it. */
export type Reply = 'yes' | 'not_now' | 'no';

/** A hand-over, and the person's language that it was made in. */
export interface HandedOver {
  handOver: HandOver;
  language: Language;
}

/** Where the conversation stands. */
export type Step =
  | { at: 'desk' }
  | { at: 'tell_first' }
  | { at: 'service'; id: string }
  | { at: 'agreed'; id: string }
  | { at: 'end' }
  | { at: 'seal' }
  | { at: 'open_plan' };

/** The shortlist and the check-in. In memory only, and of no effect on a later search. */
export interface CheckInState {
  chosen: readonly Chosen[];
  replies: Readonly<Record<string, Reply>>;
  /** What the server handed over after a yes, by service, until it is wiped. */
  handOvers: Readonly<Record<string, HandedOver>>;
  /** "Tell first" was said in this conversation. */
  toldFirst: boolean;
  step: Step;
}

export const nothingChosen: CheckInState = { chosen: [], replies: {}, handOvers: {}, toldFirst: false, step: { at: 'desk' } };

export type CheckInAction =
  | { type: 'choose'; service: Chosen; chosen: boolean }
  | { type: 'begin' }
  | { type: 'told' }
  | { type: 'show'; id: string }
  | { type: 'reply'; id: string; reply: 'not_now' | 'no' }
  | { type: 'another' }
  | ({ type: 'agreed' } & HandedOver)
  | { type: 'go'; step: Step }
  | { type: 'restore'; chosen: readonly Chosen[] };

export function checkInReducer(state: CheckInState, action: CheckInAction): CheckInState {
  switch (action.type) {
    case 'choose':
      return { ...state, chosen: withChosen(state.chosen, action.service, action.chosen) };
    case 'begin':
      return { ...state, step: state.toldFirst ? firstService(state) : { at: 'tell_first' } };
    case 'told':
      return { ...state, toldFirst: true, step: firstService(state) };
    case 'show':
      return { ...state, step: { at: 'service', id: action.id } };
    case 'reply':
      return replied(state, action.id, action.reply);
    case 'another':
      return { ...state, step: nextAfter(state, state.step) };
    case 'agreed':
      return {
        ...state,
        replies: { ...state.replies, [action.handOver.service_id]: 'yes' },
        handOvers: { ...state.handOvers, [action.handOver.service_id]: { handOver: action.handOver, language: action.language } },
        step: { at: 'agreed', id: action.handOver.service_id },
      };
    case 'go':
      return { ...state, step: action.step };
    case 'restore':
      return { ...nothingChosen, chosen: action.chosen };
  }
}

function withChosen(chosen: readonly Chosen[], service: Chosen, present: boolean): readonly Chosen[] {
  const others = chosen.filter(({ id }) => id !== service.id);
  return present ? [...others, service] : others;
}

/** After "no" a service leaves the list; after "not now" it stays for later. Either way the next one comes. */
function replied(state: CheckInState, id: string, reply: 'not_now' | 'no'): CheckInState {
  const next = { ...state, replies: { ...state.replies, [id]: reply } };
  const step = nextAfter(next, { at: 'service', id });
  return { ...next, chosen: reply === 'no' ? state.chosen.filter((service) => service.id !== id) : state.chosen, step };
}

/** The first that has no answer yet; with answers everywhere, the first. */
function firstService({ chosen, replies }: CheckInState): Step {
  const open = chosen.find(({ id }) => replies[id] === undefined) ?? chosen[0];
  return open === undefined ? { at: 'end' } : { at: 'service', id: open.id };
}

/** The next on the list without an answer, going round once from where one stands. */
function nextAfter({ chosen, replies }: CheckInState, step: Step): Step {
  const at = 'id' in step ? chosen.findIndex(({ id }) => id === step.id) : -1;
  const round = [...chosen.slice(at + 1), ...chosen.slice(0, Math.max(at, 0))];
  const open = round.find(({ id }) => replies[id] === undefined);
  return open === undefined ? { at: 'end' } : { at: 'service', id: open.id };
}
