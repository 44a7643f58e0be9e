import { roomTexts } from '../staff/room_texts';
import en from './messages/en.json';
import fr from './messages/fr.json';

/** The messages of an agency's desk. */
export const useAgencyTexts = roomTexts(en, fr);
export type AgencyKey = keyof typeof en;
export type AgencyText = ReturnType<typeof useAgencyTexts>['text'];
