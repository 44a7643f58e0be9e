import { roomTexts } from '../staff/room_texts';
import en from './messages/en.json';
import fr from './messages/fr.json';

/** The messages of the room where people are invited. */
export const usePeopleTexts = roomTexts(en, fr);
export type PeopleText = ReturnType<typeof usePeopleTexts>['text'];
