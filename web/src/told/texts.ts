import { roomTexts } from '../staff/room_texts';
import en from './messages/en.json';
import fr from './messages/fr.json';

/** The messages of what is recorded after a call. */
export const useToldTexts = roomTexts(en, fr);
