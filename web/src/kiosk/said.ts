import type { Fact, Result, ServicePage } from '../api/types';
import type { Locale, Texts } from './texts';

/** On foot, over 1.3 times the straight line (as for a plan's legs). */
const kmAnHour = 4.5;
const detour = 1.3;
/** Farther than this nobody is told to walk. */
const farMinutes = 90;

/** How far it is, as a sentence; null where nothing can be said because nobody said where the screen stands. */
export function wayWords({ distance_km: km, area, sites, service_at_location_id: site }: Result, near: unknown, { text, locale }: Texts): string | null {
  const region = sites.find((other) => other.service_at_location_id === site)?.region ?? sites[0]?.region;
  // Of a published area no way to a door is known.
  if (region !== null && region !== undefined && region.radius_km > 0) return area === null ? text('walk_unknown') : text('area_only', { area });
  if (near === null) return null;
  if (km === null) return text('walk_unknown');
  const minutes = walkMinutes(km);
  if (minutes <= farMinutes) return text('walk', { minutes });
  return text('far', { km: new Intl.NumberFormat(locale.intl, { maximumFractionDigits: km < 10 ? 1 : 0 }).format(km) });
}

/** Rounded up: to whole minutes, from ten on to five. */
export function walkMinutes(km: number): number {
  const minutes = ((km * detour) / kmAnHour) * 60;
  return minutes < 10 ? Math.max(1, Math.ceil(minutes)) : Math.ceil(minutes / 5) * 5;
}

/** Which ages they say they take; null where nothing is said. */
export function agesWords({ eligibility: { minimum_age: from, maximum_age: to } }: ServicePage, { text }: Pick<Texts, 'text'>): string | null {
  if (from !== null && to !== null) return text('ages_between', { from, to });
  if (from !== null) return text('ages_from', { from });
  return to === null ? null : text('ages_to', { to });
}

/** Facts about what is asked of someone at the door, the most telling first. */
const askedFacts = [
  'no-id-asked', 'no-story-needed', 'no-status-questions', 'no-label-needed', 'no-guardian-consent-needed', 'takes-minors-without-guardian',
  'area-required', 'proof-of-address-asked', 'language-required', 'no-referral', 'no-appointment', 'no-health-card', 'free', 'explains-duty-to-report',
];

/** What a fact says, with when it was checked; null where it isn't known. */
export function factWords({ evidence, text, checked }: Fact): string | null {
  return evidence === 'unknown' ? null : `${text} ${checked}`.trim();
}

export interface SaidFacts {
  /** What they will and won't ask for. */
  asks: Fact[];
  others: Fact[];
  unknown: Fact[];
}

export function factsOf(page: ServicePage): SaidFacts {
  const known = page.facts.filter(({ evidence }) => evidence !== 'unknown');
  const place = ({ fact }: Fact) => askedFacts.indexOf(fact);
  return {
    asks: known.filter((fact) => place(fact) >= 0).sort((one, other) => place(one) - place(other)),
    others: known.filter((fact) => place(fact) < 0),
    unknown: page.facts.filter(({ evidence }) => evidence === 'unknown'),
  };
}

/** A name or words in a language of their own: `lang` for the element, nothing where it isn't known. */
export function langOf(tag: string | null | undefined): string | undefined {
  return tag === null || tag === undefined || tag === '' || tag === 'und' ? undefined : tag;
}

/** Whether words in this language have to be marked as not of the page's. */
export function isForeign(tag: string | null | undefined, locale: Locale): boolean {
  const own = langOf(tag);
  return own !== undefined && own.split('-')[0] !== locale.tag.split('-')[0];
}
