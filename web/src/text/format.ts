import type { CatalogueLanguage, Day, LocalMoment } from '../api/types';
import { labelIn, localeOf } from './locale';

/** "2.3 km"; from ten kilometres on, whole ones: the point is a guess at the door anyway. */
export function formatDistance(km: number, language: string): string {
  return new Intl.NumberFormat(localeOf(language), {
    style: 'unit',
    unit: 'kilometer',
    unitDisplay: 'short',
    maximumFractionDigits: km < 10 ? 1 : 0,
  }).format(km);
}

/** "12 MB"; less than one as one. */
export function formatMegabytes(bytes: number, language: string): string {
  const size = Math.max(1, Math.round(bytes / 1_000_000));
  return new Intl.NumberFormat(localeOf(language), { style: 'unit', unit: 'megabyte', unitDisplay: 'short' }).format(size);
}

/** "24 November 2026"; a text that isn't a day is shown as it came. */
export function formatDay(day: Day, language: string): string {
  const date = dateOf(day);
  return date === null ? day : new Intl.DateTimeFormat(localeOf(language), { dateStyle: 'long' }).format(date);
}

/** "24 Nov", for the head of a week's column. */
export function formatShortDay(day: Day, language: string): string {
  const date = dateOf(day);
  return date === null ? day : new Intl.DateTimeFormat(localeOf(language), { day: 'numeric', month: 'short' }).format(date);
}

/** "24 Nov, 22:00": a wall-clock moment at the place. */
export function formatMoment(moment: LocalMoment, language: string): string {
  const [day = '', clock = ''] = moment.split('T');
  return `${formatShortDay(day, language)}, ${clock.slice(0, 5)}`;
}

/** "21:04": the 24-hour clock, as in the server's texts. */
export function formatClock(moment: Date, language: string): string {
  return new Intl.DateTimeFormat(localeOf(language), { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(moment);
}

function dateOf(day: Day): Date | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  if (match === null) return null;
  return new Date(Number(match[1]), Number(match[2]) - 1, Number(match[3]));
}

/** For a `tel:` address: digits, and a plus in front. An extension isn't dialled. */
export function dialled(number: string): string {
  const withoutExtension = number.split(/\b(?:ext|x|poste)\b\.?/i)[0] ?? number;
  const digits = withoutExtension.replace(/\D/g, '');
  return number.trim().startsWith('+') ? `+${digits}` : digits;
}

/** "Cree" for "cr"; a tag that isn't one is shown as it came. */
export function languageName(tag: string, language: string): string {
  try {
    return new Intl.DisplayNames([language], { type: 'language' }).of(tag) ?? tag;
  } catch (error) {
    if (error instanceof RangeError) return tag;
    throw error;
  }
}

/** A language's name as the catalogue has it: browsers don't know most Indigenous languages. */
export function languageNameIn(known: readonly CatalogueLanguage[], tag: string, language: string): string {
  const entry = known.find((other) => other.tag === tag);
  return entry === undefined ? languageName(tag, language) : labelIn(entry.label, language);
}

/** Text for comparing while typing: without case and accents. */
export function folded(text: string): string {
  return text.normalize('NFD').replace(/\p{Mark}/gu, '').toLowerCase();
}

/** A day of the week, short; 0 is Monday. */
export function weekdayName(number: number, language: string): string {
  return new Intl.DateTimeFormat(localeOf(language), { weekday: 'short', timeZone: 'UTC' }).format(Date.UTC(2024, 0, 1 + number));
}
