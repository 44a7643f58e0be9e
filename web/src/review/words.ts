import type { Change, ReviewState, Submission } from '../api/review';
import { labelIn } from '../text/locale';
import { useCatalogue } from '../state/use_catalogue';
import { useReviewTexts, type ReviewKey, type ReviewText } from './texts';
import { linesOf, type Wording } from './values';

/** What values and facts are put into words with, in the language of the page. */
export function useWording(): Wording & { factLabel: (fact: string, otherwise: string) => string } {
  const { text, language } = useReviewTexts();
  const { languages, needs, facts } = useCatalogue();
  return {
    text,
    language,
    languages,
    needs,
    factLabel: (id, otherwise) => {
      const fact = facts.find((other) => other.id === id);
      return fact === undefined ? otherwise : labelIn(fact.label, language);
    },
  };
}

/** A member of a listing as people call it; one without a name here by its own. */
export function memberName(member: string, text: ReviewText): string {
  const key = `member_${member.replace(/^@/, '')}`;
  return key in known ? text(key as ReviewKey) : member.replace(/^@/, '').replaceAll('_', ' ');
}

/** The messages that name a member. */
const known: Partial<Record<string, true>> = Object.fromEntries(
  [
    'name', 'alternate_name', 'description', 'url', 'email', 'application_process', 'fees_description', 'cost_options', 'eligibility_description',
    'alert', 'minimum_age', 'maximum_age', 'phones', 'schedules', 'languages', 'interpretation_services', 'required_documents', 'attributes',
    'service_at_locations', 'service_areas', 'organization', 'contacts', 'capacities', 'status', 'assured_date', 'last_modified', 'additional_urls',
    'porchlight_closures', 'visibility', 'restriction', 'withdrawal', 'merge',
  ].map((member) => [`member_${member}`, true]),
);

/** What a change makes of a member, in lines: what is no member of the record has a sentence. */
export function changeLines(change: Change, submission: Submission, wording: Wording): { before: string[]; after: string[] } {
  const { text } = wording;
  switch (change.member) {
    case '@withdrawal':
      return { before: [], after: [text('withdrawal_words')] };
    case '@merge':
      return { before: [], after: [text('merge_words', { name: submission.merges_into?.name ?? '' })] };
    case '@visibility':
      return { before: [], after: [text(`visible_${submission.visibility}`)] };
    case '@restriction':
      return { before: [], after: [text('restriction_words', { visibility: text(`visible_${submission.visibility}`) })] };
    default:
      return { before: linesOf(change.member, change.before, wording), after: linesOf(change.member, change.after, wording) };
  }
}

/** "takes 2 people from 2 organizations, a call back …, 1 has agreed" */
export function reviewLine(review: ReviewState, text: ReviewText): string {
  return [
    text('takes', { count: review.accounts, organizations: review.organizations }),
    text(`call_${review.call_back}`),
    text('agreed', { count: review.approvals }),
  ].join(' · ');
}

/** From when on a change has waited too long (safety.md 4.14): a day, two days. */
export function lateness(hours: number): 'in_time' | 'late' | 'very_late' {
  if (hours >= 48) return 'very_late';
  return hours >= 24 ? 'late' : 'in_time';
}

export function ageLine(hours: number, text: ReviewText): string {
  return hours < 48 ? text('age_hours', { count: hours }) : text('age_days', { count: Math.floor(hours / 24) });
}
