import type { Report } from '../api/types';

/** What a report can be about: a closed list for each kind. */
export const abouts = {
  wrong_detail: ['phone', 'hours', 'address', 'languages', 'ages', 'documents', 'cost', 'access', 'not_there', 'other'],
  not_all_right: ['felt_unsafe', 'told_others', 'turned_away', 'treated_badly', 'asked_too_much', 'other'],
} as const satisfies Record<Report['kind'], readonly string[]>;

/** The most that a note may be long, in characters. */
export const noteLength = 280;
