import type { CatalogueFact, Explanation, Fact, Language, ServicePage } from '../api/types';
import { formatDistance } from '../text/format';
import type { Text } from '../text/texts';

/** One thing that is said about a service. */
export interface Line {
  text: string;
  /** When it was checked, in words. */
  checked?: string;
  /** In English, where this is about safety in words that no speaker has gone through. */
  original?: string | null | undefined;
  /** The language of an agency's own words; "und" where it isn't recorded. Absent for the directory's words. */
  quotedIn?: string;
}

export interface Section {
  key: 'what' | 'when' | 'far' | 'asked' | 'known' | 'unknown';
  title: string;
  lines: Line[];
}

/** What may stand on a screen that the person sees: facts that are public. What they asked for themselves comes with the explanation. */
export function publicOnly(page: ServicePage, known: readonly CatalogueFact[]): ServicePage {
  const shown = new Set(known.filter(({ visibility }) => visibility === 'public').map(({ id }) => id));
  return { ...page, facts: page.facts.filter(({ fact }) => shown.has(fact)), leads: page.leads.filter(({ fact }) => shown.has(fact)) };
}

/** The parts in which a service is gone through together. What isn't recorded is said, never left blank. */
export function sectionsOf(page: ServicePage, explanation: Explanation | null, language: Language, text: Text): Section[] {
  const quote = (words: string | null, tag?: string | null): Line[] =>
    words === null || words === '' ? [] : [{ text: words, quotedIn: tag ?? page.name_language ?? 'und' }];
  const section = (key: Section['key'], lines: Line[], blank: string): Section => ({
    key,
    title: text(`checkin_${key}`),
    lines: lines.length > 0 ? lines : [{ text: blank }],
  });
  return [
    section('what', whatOf(page, language, quote), text('not_recorded')),
    section('when', whenOf(page, explanation, text), text('hours_not_recorded')),
    section('far', farOf(page, explanation, language, text), text('checkin_far_unknown')),
    section('asked', askedOf(page, quote, text), text('checkin_asked_unknown')),
    section('known', knownOf(page, explanation), text('facts_not_recorded')),
    section('unknown', unknownOf(page, explanation, text), text('checkin_unknown_rest')),
  ];
}

type Quote = (words: string | null, tag?: string | null) => Line[];

/** The description in the language of the conversation, else in the first that it has. */
function whatOf(page: ServicePage, language: Language, quote: Quote): Line[] {
  const needs = page.needs.map(({ label }) => label).join(' · ');
  const description = page.description.find((one) => one.language.split('-')[0] === language) ?? page.description[0];
  return [...(needs === '' ? [] : [{ text: needs }]), ...quote(description?.text ?? null, description?.language)];
}

function whenOf(page: ServicePage, explanation: Explanation | null, text: Text): Line[] {
  if (explanation !== null) return [{ text: explanation.result.open.text }];
  const today = page.hours.find(({ kind, lead }) => kind === 'open' && !lead)?.week[0];
  if (today === undefined) return [];
  if (today.shifts.length === 0) return [{ text: `${today.weekday}: ${text(today.closed ? 'closed' : 'not_recorded')}` }];
  return [{ text: `${today.weekday}: ${today.shifts.map(({ opens, closes }) => text('shift', { opens, closes })).join(', ')}` }];
}

function farOf(page: ServicePage, explanation: Explanation | null, language: Language, text: Text): Line[] {
  if (page.sites.length === 0) return [{ text: text('no_sites') }];
  const lines: Line[] = [];
  const km = explanation?.result.distance_km ?? null;
  if (km !== null) lines.push({ text: text('checkin_far_km', { distance: formatDistance(km, language) }) });
  for (const site of page.sites.slice(0, 3)) {
    if (site.hidden) lines.push({ text: site.area === null ? text('site_hidden') : text('site_hidden_in', { area: site.area }) });
    else {
      const where = site.address ?? site.area;
      if (where !== null) lines.push({ text: where });
      if (site.transportation !== null && site.transportation !== '') lines.push({ text: site.transportation, quotedIn: page.name_language ?? 'und' });
    }
  }
  return lines;
}

function askedOf(page: ServicePage, quote: Quote, text: Text): Line[] {
  const { minimum_age: from, maximum_age: to, documents } = page.eligibility;
  const lines: Line[] = [];
  if (from !== null && to !== null) lines.push({ text: text('ages_between', { from, to }) });
  else if (from !== null) lines.push({ text: text('ages_from', { from }) });
  else if (to !== null) lines.push({ text: text('ages_to', { to }) });
  if (documents.length > 0) lines.push({ text: text('to_bring', { documents: documents.join(', ') }) });
  return [
    ...lines,
    ...quote(page.eligibility.text),
    // Part theirs, part the directory's ("no charge"): of no one language that could be named.
    ...page.cost.flatMap((cost) => quote(cost.text, 'und')),
    ...quote(page.application_process),
  ];
}

const isKnown = (fact: Fact) => fact.evidence !== 'unknown';

/** What was asked for comes first, then what else was checked; each with its day. */
function knownOf(page: ServicePage, explanation: Explanation | null): Line[] {
  const asked = (explanation?.result.why ?? []).filter(({ evidence }) => evidence !== 'unknown');
  const told = new Set(asked.map(({ part }) => part));
  return [
    ...asked.map(({ text, original }) => ({ text, original })),
    ...page.facts.filter((fact) => isKnown(fact) && !told.has(`fact:${fact.fact}`)).map(({ text, checked, original }) => ({ text, checked, original })),
  ];
}

function unknownOf(page: ServicePage, explanation: Explanation | null, text: Text): Line[] {
  const asked = (explanation?.parts ?? []).filter(({ evidence }) => evidence === 'unknown');
  const told = new Set(asked.map(({ part }) => part));
  return [
    ...asked.map((part) => ({ text: part.text })),
    // Said by somebody, but too long ago or not confirmed: never without when and by whom.
    ...page.facts.filter((fact) => !isKnown(fact) && !told.has(`fact:${fact.fact}`)).map(({ text: words, value, checked, original }) => ({
      text: words,
      original,
      checked: value === null ? checked : `${checked} ${text('checkin_not_confirmed')}`,
    })),
    ...page.leads.map((lead) => ({ text: lead.text, original: lead.original, checked: text('hours_not_checked') })),
  ];
}
