// Days and dates of the sample. Every date is written from the day the sample is made for, so that
// "checked three weeks ago" stays three weeks ago.

const kDayMs = 86_400_000;

/** "YYYY-MM-DD" to a day number; throws where it is anything else. */
export function day_of(text) {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) throw new Error(`"${text}" isn't a date (YYYY-MM-DD)`);
  const time = Date.parse(`${text}T00:00:00Z`);
  if (Number.isNaN(time)) throw new Error(`"${text}" isn't a date (YYYY-MM-DD)`);
  return Math.floor(time / kDayMs);
}

export const date_of = (day) => new Date(day * kDayMs).toISOString().slice(0, 10);

const year_of = (day) => Number(date_of(day).slice(0, 4));

/**
 * First and last day of a yearly span "11-01..04-15" (or of one day "12-25"): the one that today
 * lies in, else the next.
 */
export function yearly_span(text, today) {
  const [from, to = from] = text.split('..');
  for (let year = year_of(today) - 1; ; ++year) {
    const first = day_of(`${year}-${from}`);
    const last = day_of(`${to < from ? year + 1 : year}-${to}`);
    if (last >= today) return { first, last };
  }
}

/** "-30d..+45d": days counted from today. */
export function relative_span(text, today) {
  const parts = /^([+-]\d+)d\.\.([+-]\d+)d$/.exec(text);
  if (!parts) throw new Error(`"${text}" isn't a span of days (-30d..+45d)`);
  return { first: today + Number(parts[1]), last: today + Number(parts[2]) };
}
