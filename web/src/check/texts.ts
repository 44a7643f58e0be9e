import { roomTexts } from '../staff/room_texts';
import en from './messages/en.json';
import fr from './messages/fr.json';

/** The messages of a check page. */
export const useCheckTexts = roomTexts(en, fr);
export type CheckText = ReturnType<typeof useCheckTexts>['text'];
