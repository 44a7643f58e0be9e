// The shorthand of source/*.json (README.md describes it). Each function reads one kind of line and
// throws with the line where it can't: a typing error must not become a silent gap in the sample.

import { relative_span, yearly_span } from './dates.mjs';

const kDays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const kDayNames = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const kOrdinals = { '1st': 1, '2nd': 2, '3rd': 3, '4th': 4, last: -1 };
export const kHoursKinds = ['open', 'intake', 'meal', 'staff_on_call'];

const unreadable = (what, text) => new Error(`${what} can't be read: "${text}"`);

/** "Mon-Fri", "Sat,Sun", "daily" to ["MO", …]. */
export function read_days(text) {
  if (text === 'daily') return [...kDays];
  return text.split(',').flatMap((part) => {
    const [from, to] = part.split('-').map((name) => kDayNames.indexOf(name));
    if (from < 0 || (to !== undefined && to < from)) throw unreadable('Days', text);
    return kDays.slice(from, (to ?? from) + 1);
  });
}

/** "09:00-12:00,13:00-17:00" to pairs; an end before its beginning is on the next day. */
function read_times(text) {
  return text.split(',').map((part) => {
    const times = /^([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-4]):([0-5]\d)$/.exec(part);
    if (!times) throw unreadable('Times', text);
    const [opens_at, closes_at] = part.split('-');
    return { opens_at, closes_at };
  });
}

/** "season 11-01..04-15", "valid -30d..+45d", "over 20d" to days; "" to {}. */
function read_dates(text, today) {
  if (!text) return {};
  const [word, span] = text.split(' ');
  if (word === 'season') {
    const { first, last } = yearly_span(span, today);
    return { dtstart: first, until: last };
  }
  if (word === 'valid') {
    const { first, last } = relative_span(span, today);
    return { valid_from: first, valid_to: last };
  }
  if (word === 'over' && /^\d+d$/.test(span)) return { until: today - parseInt(span, 10) };
  throw unreadable('Dates', text);
}

/**
 * One line of hours, e.g. "intake: Mon-Fri 09:00-12:00", "daily 22:00-06:00 season 11-01..04-15",
 * "2nd Tue 18:00-20:00 | In the back room", "24h", "words: Most evenings, ring first".
 * @returns {kind, rules: [{freq, byday, interval?, opens_at, closes_at, dates}], words}
 */
export function read_hours(line, today) {
  const [head, words = ''] = line.split(' | ');
  const kind_part = /^([a-z_]+): /.exec(head);
  if (kind_part?.[1] === 'words') return { kind: 'open', rules: [], words: line.slice('words: '.length) };
  const kind = kind_part?.[1] ?? 'open';
  if (!kHoursKinds.includes(kind)) throw unreadable('Hours', line);
  const rest = kind_part ? head.slice(kind_part[0].length) : head;
  const parts = /^(?:(24h)|(every 2nd |(?:1st|2nd|3rd|4th|last) )?(\S+) (\d\S+))(?: ((?:season|valid|over) .+))?$/.exec(rest);
  if (!parts) throw unreadable('Hours', line);
  const [, whole_day, which, day_text, time_text, date_text] = parts;
  const dates = read_dates(date_text, today);
  const days = whole_day ? [...kDays] : read_days(day_text);
  const times = whole_day ? [{ opens_at: '00:00', closes_at: '24:00' }] : read_times(time_text);
  const rule = rule_of(which, days);
  return { kind, rules: times.map((time) => ({ ...rule, ...time, dates })), words };
}

function rule_of(which, days) {
  if (!which) return { freq: 'WEEKLY', byday: days.join(',') };
  if (which === 'every 2nd ') return { freq: 'WEEKLY', byday: days.join(','), interval: 2 };
  const nth = kOrdinals[which.trim()];
  return { freq: 'MONTHLY', byday: days.map((day) => `${nth}${day}`).join(',') };
}

/** "12-25..12-26 closed", "12-24 10:00-14:00", "intake 12-24..01-02 closed". */
export function read_closure(line, today) {
  const parts = /^(?:([a-z_]+) )?(\d\d-\d\d(?:\.\.\d\d-\d\d)?) (closed|\d\d:\d\d-\d\d:\d\d)$/.exec(line);
  if (!parts || (parts[1] && !kHoursKinds.includes(parts[1]))) throw unreadable('Closure', line);
  const [, kind = 'open', span, effect] = parts;
  const { first, last } = yearly_span(span, today);
  if (effect === 'closed') return { kind, first, last, effect };
  const [opens_at, closes_at] = effect.split('-');
  return { kind, first, last, effect: 'special', opens_at, closes_at };
}

const kMarks = { '~': 'stale', '!': 'old', '?': 'undated', '*': 'proposed' };

/** "no-id-asked drop-in~ -pets tells-guardian=72" to [{fact, value, state, detail}]. */
export function read_facts(text) {
  return (text ?? '').split(/\s+/).filter(Boolean).map((word) => {
    const parts = /^(-?)([a-z0-9-]+?)([~!?*]?)(?:=(.+))?$/.exec(word);
    if (!parts) throw unreadable('Fact', word);
    return {
      fact: parts[2], value: parts[1] ? 'no' : 'yes', state: kMarks[parts[3]] ?? 'fresh',
      detail: parts[4]?.replaceAll('_', ' '),
    };
  });
}

const kOffers = {
  '': 'staff', sometimes: 'staff_sometimes', 'on site': 'interpreter_on_site',
  'by phone': 'interpreter_by_phone', line: 'phone_line',
};

/** "en; crk sometimes: Tuesdays only; so by phone; ase on site" to [{tag, offer, note}]. */
export function read_languages(text) {
  return (text ?? '').split(';').map((part) => part.trim()).filter(Boolean).map((part) => {
    const parts = /^([a-z]{2,3})(?: (sometimes|on site|by phone|line))?(?:: (.+))?$/.exec(part);
    if (!parts) throw unreadable('Language', part);
    return { tag: parts[1], offer: kOffers[parts[2] ?? ''], note: parts[3] };
  });
}

/** "204-555-0101 x2 | voice | Front desk, 9 to 17 | en fr | message yes". */
export function read_phone(line) {
  const [number_part, type = 'voice', description = '', languages = '', message = ''] = line.split(' | ');
  const number = /^((?:204|431)-555-01\d\d)(?: x(\d+))?$/.exec(number_part);
  if (!number) throw unreadable('Phone', line);
  if (message && !['message yes', 'message no'].includes(message)) throw unreadable('Phone', line);
  return {
    number: number[1], extension: number[2] ? Number(number[2]) : undefined, type, description,
    languages: languages.split(' ').filter(Boolean), message: message.slice('message '.length),
  };
}

/** "16-24", "18+", "up to 12", "all". */
export function read_ages(text) {
  if (text === undefined || text === 'all') return {};
  const span = /^(?:(\d+)-(\d+)|(\d+)\+|up to (\d+))$/.exec(text);
  if (!span) throw unreadable('Ages', text);
  const [, from, to, least, most] = span;
  return { minimum: Number(from ?? least ?? NaN), maximum: Number(to ?? most ?? NaN) };
}

/** "3 of 12 | counted this morning". */
export function read_beds(text) {
  const parts = /^(\d+) of (\d+)(?: \| (.+))?$/.exec(text);
  if (!parts) throw unreadable('Beds', text);
  return { available: Number(parts[1]), maximum: Number(parts[2]), description: parts[3] };
}
