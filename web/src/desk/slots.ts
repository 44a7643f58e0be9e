import { createContext, useContext, type ComponentType } from 'react';
import type { PlanStop, Result, SearchAnswer } from '../api/types';
import type { QuestionProps } from '../question/props';

/** What the participant's view is given to go through an answer together. */
export interface ParticipantScreenProps extends QuestionProps {
  answer: SearchAnswer | null;
}

/** Parts that others of this page draw into the desk; each may be absent. */
export interface DeskSlots {
  /** On a result's card: to choose it for the check-in. */
  Choose?: ComponentType<{ result: Result }>;
  /** On a stop of a plan. */
  ChooseStop?: ComponentType<{ stop: PlanStop }>;
  /** Above the question: saving and opening a sealed plan. */
  Tools?: ComponentType<QuestionProps>;
  /** In the participant's view: the check-in. In its absence the places are listed in plain words. */
  ParticipantScreen?: ComponentType<ParticipantScreenProps>;
}

export const DeskSlotsContext = createContext<DeskSlots>({});

export function useDeskSlots(): DeskSlots {
  return useContext(DeskSlotsContext);
}
