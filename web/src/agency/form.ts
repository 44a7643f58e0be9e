import type { DraftBody, EditedListing, Members, Schedule, SubmitBody } from '../api/agency';
import type { AgencyKey } from './texts';

export const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;

/** Whether the form can show these times whole; what it can't stays as it is. */
export function isWeekly({ freq, byday, interval, bymonthday, byweekno, byyearday, count, until, dtstart }: Schedule): boolean {
  const more = [bymonthday, byweekno, byyearday, count, until, dtstart].some((member) => member !== undefined && member !== null && member !== '');
  const days = (byday ?? '').split(',').filter((day) => day !== '');
  return freq === 'WEEKLY' && !more && (interval ?? 1) === 1 && days.every((day) => weekdays.some((other) => other === day));
}

/** What is wrong, by the pointer of its field ("/phones/0/number"). */
export type Faults = Partial<Record<string, AgencyKey>>;

/** What stands, with what was typed over it. */
export function shown(listing: EditedListing, draft: DraftBody): Members {
  return { ...listing.members, ...draft.members };
}

/** A draft as it came from the server; what it lacks is empty. */
export function draftOf(body: Partial<DraftBody> | undefined): DraftBody {
  return { members: body?.members ?? {}, facts: body?.facts ?? {}, visibility: body?.visibility ?? null };
}

/** Only members that differ from what stands; null takes one away that was there. */
export function changesOf(listing: EditedListing, draft: DraftBody): Members {
  const out: Record<string, unknown> = {};
  for (const [member, typed] of Object.entries(draft.members)) {
    const value: unknown = Array.isArray(typed) ? typed.filter(saysSomething) : typed;
    const before = listing.members[member as keyof Members];
    const after = value === '' || (Array.isArray(value) && value.length === 0) ? null : value;
    if (JSON.stringify(before ?? null) !== JSON.stringify(after ?? null)) out[member] = after;
  }
  return out;
}

/** A line that was begun and left empty is no entry. */
function saysSomething(entry: unknown): boolean {
  if (typeof entry !== 'object' || entry === null) return true;
  return !('document' in entry && entry.document === '') && !('name' in entry && entry.name === '');
}

/** The submission that a draft makes. */
export function submissionOf(listing: EditedListing, draft: DraftBody): SubmitBody {
  const facts = Object.entries(draft.facts).map(([key, said]) => {
    const line = listing.facts.find((other) => factKey(other) === key);
    return { fact: line?.fact ?? key, subject: line?.subject ?? ('service' as const), subject_id: line?.subject_id ?? listing.service_id, ...said };
  });
  return {
    service_id: listing.service_id,
    changes: changesOf(listing, draft),
    ...(listing.status !== 'new' && (draft.visibility ?? listing.visibility) === listing.visibility ? {} : { visibility: draft.visibility ?? listing.visibility }),
    ...(facts.length === 0 ? {} : { facts }),
  };
}

/** An optional member that was emptied is none. */
export function dropEmpty<Entry extends object>(entry: Entry, members: (keyof Entry)[]): Entry {
  const out = { ...entry };
  // eslint-disable-next-line @typescript-eslint/no-dynamic-delete
  for (const member of members) if (out[member] === '' || out[member] === undefined) delete out[member];
  return out;
}

/** The same without one member. */
export function without<Entry extends object, Member extends keyof Entry>(entry: Entry, member: Member): Omit<Entry, Member> {
  const out = { ...entry };
  // eslint-disable-next-line @typescript-eslint/no-dynamic-delete
  delete out[member];
  return out;
}

export function factKey({ fact, subject_id }: { fact: string; subject_id: string }): string {
  return `${fact} ${subject_id}`;
}

function isNumber(number: string): boolean {
  const digits = number.replace(/\D/g, '').length;
  return digits >= 3 && digits <= 15 && /^[0-9+\-.()/ ]+$/.test(number);
}

const isDay = (text: string) => /^\d{4}-\d{2}-\d{2}$/.test(text);

/** Of times and days of the week; what isn't there isn't wrong. */
function timeFaults(rule: { byday?: string; opens_at?: string; closes_at?: string }, base: string, faults: Faults): void {
  for (const time of ['opens_at', 'closes_at'] as const) {
    const value = rule[time];
    if (value !== undefined && !/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/.test(value)) faults[`${base}/${time}`] = 'err_time';
  }
  if (rule.byday === '') faults[`${base}/byday`] = 'err_days';
}

/** What can be seen to be wrong before anything is sent; the server looks again. */
export function faultsOf(members: Members): Faults {
  const faults: Faults = {};
  if ((members.name ?? '').trim() === '') faults['/name'] = 'err_name';
  if ((members.needs ?? []).length === 0) faults['/needs'] = 'err_needs';
  if (members.url && !/^https:\/\/[^\s@]+\.[^\s@]+$/.test(members.url)) faults['/url'] = 'err_url';
  for (const age of ['minimum_age', 'maximum_age'] as const) {
    const value = members[age] ?? null;
    if (value !== null && !(Number.isInteger(value) && value >= 0 && value <= 120)) faults[`/${age}`] = 'err_age';
  }
  if (typeof members.minimum_age === 'number' && typeof members.maximum_age === 'number' && members.minimum_age > members.maximum_age) faults['/minimum_age'] = 'err_ages';
  members.phones?.forEach(({ number }, at) => {
    if (!isNumber(number)) faults[`/phones/${at}/number`] = 'err_number';
  });
  members.phones?.forEach(({ hours }, phone) => {
    hours?.forEach((time, at) => { timeFaults(time, `/phones/${phone}/hours/${at}`, faults); });
  });
  members.schedules?.forEach((schedule, at) => {
    if (!isWeekly(schedule)) return;
    timeFaults(schedule, `/schedules/${at}`, faults);
    for (const day of ['valid_from', 'valid_to'] as const) if (schedule[day] !== undefined && !isDay(schedule[day])) faults[`/schedules/${at}/${day}`] = 'err_day';
  });
  members.closures?.forEach((closure, at) => {
    const base = `/closures/${at}`;
    for (const day of ['first', 'last'] as const) if (!isDay(closure[day])) faults[`${base}/${day}`] = 'err_day';
    if (isDay(closure.first) && isDay(closure.last) && closure.last < closure.first) faults[`${base}/last`] = 'err_closure';
    if (closure.effect === 'special') timeFaults({ opens_at: closure.opens_at ?? '', closes_at: closure.closes_at ?? '' }, base, faults);
  });
  if (members.all_ages === true && (members.minimum_age != null || members.maximum_age != null)) faults['/all_ages'] = 'err_all_ages';
  if (members.cost?.kind === 'amount') {
    if (members.cost.amount == null || members.cost.amount <= 0) faults['/cost/amount'] = 'err_amount';
    if (!/^[A-Z]{3}$/.test(members.cost.currency ?? '')) faults['/cost/currency'] = 'err_currency';
  }
  members.contacts?.forEach(({ name, title, number }, at) => {
    if ((name ?? '') === '' && (title ?? '') === '') faults[`/contacts/${at}/name`] = 'err_contact';
    if (number !== undefined && !isNumber(number)) faults[`/contacts/${at}/number`] = 'err_number';
  });
  members.sites?.forEach((site, at) => {
    const base = `/sites/${at}`;
    if (site.hidden !== true && (site.latitude === undefined) !== (site.longitude === undefined)) faults[`${base}/${site.latitude === undefined ? 'latitude' : 'longitude'}`] = 'err_point';
    if (site.hidden !== true || site.area === undefined) return;
    const { name, lat, lon, radius_km } = site.area;
    if (name === '') faults[`${base}/area/name`] = 'err_area';
    if (lat === null || lat < -90 || lat > 90) faults[`${base}/area/lat`] = 'err_point';
    if (lon === null || lon < -180 || lon > 180) faults[`${base}/area/lon`] = 'err_point';
    if (radius_km === null || radius_km < 1 || radius_km > 100) faults[`${base}/area/radius_km`] = 'err_radius';
  });
  return faults;
}
