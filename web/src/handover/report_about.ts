import type { Report } from '../api/types';

/** What a report can be about: a closed list for each kind. */
export const abouts = {
  wrong_detail: ['phone', 'hours', 'address', 'closed', 'eligibility', 'cost', 'language', 'other'],
  not_all_right: ['turned_away', 'asked_for_id', 'asked_what_happened', 'told_others', 'not_welcome', 'conditions_set', 'did_not_feel_right', 'other'],
} as const satisfies Record<Report['kind'], readonly string[]>;

/** The most that a note may be long, in characters. */
export const noteLength = 280;
