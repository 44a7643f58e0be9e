import type { AgeBand } from './ages';

/** What was said beside the need; nothing of it is ever needed. */
export interface Wishes {
  tonight: boolean;
  near: boolean;
  child: boolean;
  /** BCP 47 tag of a language that someone there should speak. */
  speaks: string | null;
  /** Public culture facts, by id. */
  culture: readonly string[];
  age: AgeBand | null;
}

export const noWishes: Wishes = { tonight: false, near: false, child: false, speaks: null, culture: [], age: null };

/** What a list of places is about. */
export interface Looked {
  /** Ids of needs; none where only words were typed. */
  needs: readonly string[];
  /** The group through which one came. */
  group: string | null;
  /** Typed words; empty where tiles were touched. */
  words: string;
}

/** One page. `of` is the list that a place stands in, null: the one of "show something else". What a page was opened with is part of it, so that going back finds it as it was. */
export type Screen =
  | { at: 'start' }
  | { at: 'group'; group: string }
  | ({ at: 'results' } & Looked)
  | { at: 'place'; id: string; of: Looked | null }
  | { at: 'take'; id: string }
  | { at: 'speaks' }
  | { at: 'culture' }
  | { at: 'age' }
  | { at: 'write' }
  | { at: 'staff'; number: string | null }
  | { at: 'else' }
  | { at: 'lines' }
  | { at: 'languages' };

/** How the page looks for this person. */
export interface Look {
  words: 'normal' | 'bigger' | 'biggest';
  /** Dimmed, so that less of it is seen from the side. */
  dark: boolean;
  /** All controls in the lower half. */
  low: boolean;
}

/** One person's visit, from the first touch to the wipe. In memory only. */
export interface Visit {
  /** Tag of the language; null before one was touched. */
  language: string | null;
  /** The last one is shown; the others are the way back. */
  screens: readonly [Screen, ...Screen[]];
  wishes: Wishes;
  look: Look;
}

export const noVisit: Visit = { language: null, screens: [{ at: 'start' }], wishes: noWishes, look: { words: 'normal', dark: false, low: false } };

export type Act =
  | { type: 'speak'; language: string }
  | { type: 'open'; screen: Screen }
  | { type: 'back' }
  | { type: 'start' }
  | { type: 'something_else' }
  | { type: 'wish'; wishes: Partial<Wishes> }
  | { type: 'look'; look: Partial<Look> };

export function visitReducer(visit: Visit, act: Act): Visit {
  switch (act.type) {
    case 'speak': {
      // Place and needs stay; the page on which the language was chosen is done.
      const chosen = { ...visit, language: act.language };
      return shown(visit).at === 'languages' ? { ...chosen, screens: without(visit.screens) } : chosen;
    }
    case 'open':
      return shown(visit).at === act.screen.at && act.screen.at !== 'results' ? visit : { ...visit, screens: [...visit.screens, act.screen] };
    case 'back':
      return { ...visit, screens: without(visit.screens) };
    case 'start':
      return { ...visit, screens: [{ at: 'start' }] };
    case 'something_else':
      // Nothing of what was looked at is behind it.
      return { ...visit, screens: [{ at: 'start' }, { at: 'else' }], wishes: noWishes };
    case 'wish':
      return { ...visit, wishes: { ...visit.wishes, ...act.wishes } };
    case 'look':
      return { ...visit, look: { ...visit.look, ...act.look } };
  }
}

export function shown(visit: Visit): Screen {
  return visit.screens[visit.screens.length - 1] ?? { at: 'start' };
}

function without([first, ...rest]: Visit['screens']): Visit['screens'] {
  return [first, ...rest.slice(0, -1)];
}
