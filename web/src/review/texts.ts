import { roomTexts } from '../staff/room_texts';
import en from './messages/en.json';
import fr from './messages/fr.json';

export type ReviewKey = keyof typeof en;

/** The messages of the reviewer's desk. */
export const useReviewTexts = roomTexts(en, fr);
export type ReviewText = ReturnType<typeof useReviewTexts>['text'];
