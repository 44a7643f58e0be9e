import { createContext, useContext } from 'react';
import type { Catalogue, Place, Result } from '../api/types';
import type { AnswerState } from '../state/answer';
import type { Act, Visit } from './state';

/** What every page of the kiosk has at hand. */
export interface Kiosk {
  visit: Visit;
  act: (act: Act) => void;
  /** Empties the page, now. */
  wipe: () => void;
  catalogue: Catalogue;
  /** Where the screen stands, if the operator said so. */
  near: Place | null;
  /** The answers of this visit, by their request: the way back asks nothing again. */
  answers: Map<string, AnswerState>;
  /** What "show something else" shows: fetched before anyone asks. */
  decoys: Decoys;
}

/** Food and libraries, in the language of the page. */
export interface Decoys {
  food: readonly Result[];
  library: readonly Result[];
}

export const KioskContext = createContext<Kiosk | null>(null);

export function useKiosk(): Kiosk {
  const kiosk = useContext(KioskContext);
  if (kiosk === null) throw new Error('Not within the kiosk.');
  return kiosk;
}
