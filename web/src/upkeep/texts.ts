import { roomTexts } from '../staff/room_texts';
import en from './messages/en.json';
import fr from './messages/fr.json';

/** The messages of the upkeep room. */
export const useUpkeepTexts = roomTexts(en, fr);
