import { roomTexts } from '../staff/room_texts';
import en from './messages/en.json';
import fr from './messages/fr.json';

/** The messages of a night desk. */
export const useCapacityTexts = roomTexts(en, fr);
export type CapacityText = ReturnType<typeof useCapacityTexts>['text'];
