import type { CatalogueLanguage, Language } from '../api/types';
import { formatDay, languageNameIn } from '../text/format';
import { labelIn, localeOf } from '../text/locale';
import type { Labels } from '../api/types';
import type { ReviewText } from './texts';

/** What a value is put into words with. */
export interface Wording {
  text: ReviewText;
  language: Language;
  languages: readonly CatalogueLanguage[];
  needs: readonly { id: string; label: Labels }[];
}

type Part = Record<string, unknown>;

/** A member's value in lines that people read; none where it holds nothing. */
export function linesOf(member: string, value: unknown, wording: Wording): string[] {
  if (value === null || value === undefined) return [];
  switch (member) {
    case 'phones':
      return partsOf(value).map((phone) => phoneLine(phone, wording));
    case 'schedules':
      return partsOf(value).map((schedule) => scheduleLine(schedule, wording));
    case 'languages':
      return partsOf(value).map((spoken) => languageLine(spoken, wording));
    case 'attributes':
      return partsOf(value).map((attribute) => attributeLine(attribute, wording));
    case 'porchlight_closures':
      return partsOf(value).map((closure) => closureLine(closure, wording));
    case 'required_documents':
      return partsOf(value).map(({ document }) => textOf(document));
    case 'assured_date':
    case 'last_modified':
      return [formatDay(textOf(value).slice(0, 10), wording.language)];
    default:
      return anyLines(value, wording);
  }
}

function phoneLine(phone: Part, { text, language, languages }: Wording): string {
  const spoken = partsOf(phone['languages']).map(({ code, name }) => (textOf(code) === '' ? textOf(name) : languageNameIn(languages, textOf(code), language)));
  const extension = textOf(phone['extension']);
  return joined([
    extension === '' ? textOf(phone['number']) : text('value_extension', { number: textOf(phone['number']), extension }),
    textOf(phone['description']),
    spoken.join(', '),
    ...partsOf(phone['attributes']).map((attribute) => textOf(partOf(attribute['taxonomy_term'])['name'])),
  ]);
}

/** "24 December 2026 to 26 December 2026: closed". */
function closureLine(closure: Part, wording: Wording): string {
  const { text, language } = wording;
  const first = textOf(closure['first']);
  const last = textOf(closure['last']);
  const when = first === last ? formatDay(first, language) : text('value_days', { first: formatDay(first, language), last: formatDay(last, language) });
  const kind = textOf(closure['kind']);
  return joined([`${when}: ${closure['effect'] === 'special' ? timesOf(closure, wording) : text('value_closed')}`, kind === 'all' || kind === 'open' ? '' : kind]);
}

const days = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

/** "Monday" for "MO", "2nd Monday" isn't guessed at: what isn't a plain day stays as it came. */
function dayName(code: string, language: Language): string {
  const index = days.indexOf(code);
  // 5 January 2026 was a Monday.
  return index < 0 ? code : new Intl.DateTimeFormat(localeOf(language), { weekday: 'long' }).format(new Date(2026, 0, 5 + index));
}

function daysOf(schedule: Part, { text, language }: Wording): string {
  const codes = textOf(schedule['byday']).split(',').map((code) => code.trim()).filter((code) => code !== '');
  if (codes.length === 7 || (codes.length === 0 && textOf(schedule['freq']) === 'DAILY')) return text('value_every_day');
  const places = codes.map((code) => days.indexOf(code));
  const inOneGo = places.length > 2 && places.every((place, at) => place >= 0 && (at === 0 || place === (places[at - 1] ?? 0) + 1));
  if (inOneGo) return text('value_day_range', { first: dayName(codes[0] ?? '', language), last: dayName(codes.at(-1) ?? '', language) });
  if (codes.length > 0) return codes.map((code) => dayName(code, language)).join(', ');
  const ofMonth = textOf(schedule['bymonthday']);
  return ofMonth === '' ? '' : text('value_days_of_month', { days: ofMonth.split(',').join(', ') });
}

function timesOf(schedule: Part, { text }: Wording): string {
  const opens = textOf(schedule['opens_at']).slice(0, 5);
  const closes = textOf(schedule['closes_at']).slice(0, 5);
  if (opens === '' || closes === '') return joined([opens, closes]);
  if (opens === closes || (opens === '00:00' && closes === '24:00')) return text('value_all_day');
  return text(closes < opens ? 'value_overnight' : 'value_hours', { opens, closes });
}

/** "Monday to Friday: 09:00 to 17:00". */
function scheduleLine(schedule: Part, wording: Wording): string {
  const { text, language } = wording;
  const from = textOf(schedule['valid_from']);
  const until = textOf(schedule['valid_to']) === '' ? textOf(schedule['until']) : textOf(schedule['valid_to']);
  const when = [daysOf(schedule, wording), timesOf(schedule, wording)].filter((part) => part !== '').join(': ');
  // What happens then: intake, a meal; that the door is open goes without saying.
  const kinds = partsOf(schedule['attributes']).map(({ taxonomy_term }) => partOf(taxonomy_term)).filter(({ code }) => code !== 'open');
  return joined([
    kinds.map(({ name }) => textOf(name)).join(', '),
    textOf(schedule['description']),
    textOf(schedule['freq']) === 'MONTHLY' ? text('value_monthly', { when }) : when,
    from === '' ? '' : text('value_from', { day: formatDay(from, language) }),
    until === '' ? '' : text('value_until', { day: formatDay(until, language) }),
    textOf(schedule['notes']),
  ]);
}

function languageLine(spoken: Part, { language, languages }: Wording): string {
  const code = textOf(spoken['code']);
  return joined([code === '' ? textOf(spoken['name']) : languageNameIn(languages, code, language), textOf(spoken['note'])]);
}

/** A need by its label; another vocabulary's term by its own name. */
function attributeLine(attribute: Part, { needs, language }: Wording): string {
  const term = partOf(attribute['taxonomy_term']);
  const need = needs.find(({ id }) => id === term['code']);
  return need === undefined ? joined([textOf(term['name']), textOf(attribute['value'])]) : labelIn(need.label, language);
}

/** What has no words of its own: its texts, one line for each entry, without ids. */
function anyLines(value: unknown, wording: Wording): string[] {
  if (Array.isArray(value)) return value.flatMap((entry) => joined(anyLines(entry, wording)));
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).flatMap(([key, entry]) => (key === 'id' || key.endsWith('_id') ? [] : linesOf(key, entry, wording)));
  }
  if (typeof value === 'boolean') return [wording.text(value ? 'value_yes' : 'value_no')];
  return textOf(value) === '' ? [] : [textOf(value)];
}

const partsOf = (value: unknown): Part[] => (Array.isArray(value) ? value.map(partOf) : []);
const partOf = (value: unknown): Part => (typeof value === 'object' && value !== null ? (value as Part) : {});
const textOf = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');
const joined = (parts: string[]): string => parts.filter((part) => part !== '').join(' · ');
