// Parts of a service record: schedules, phones, contacts, languages, places. Each takes what the
// source says, already short and readable, and gives the object that HSDS 3.1 wants.

import { attribute, change, kContact, kHours, kOffer, kVisibility } from './attributes.mjs';
import { date_of } from './dates.mjs';
import { id_of, spread } from './ids.mjs';
import { read_closure, read_hours, read_languages, read_phone } from './shorthand.mjs';

/** Drops members without a value: null never validates in HSDS, and "" says nothing. */
export function without_empty(object) {
  return Object.fromEntries(Object.entries(object).filter(([, value]) =>
    value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0)));
}

const kHoursNames = { open: 'Open', intake: 'Intake', meal: 'Meal', staff_on_call: 'Staff on call' };

/** A first day for rules that need one: the first listed weekday of 2026. */
function first_day_of(byday) {
  const index = ['TH', 'FR', 'SA', 'SU', 'MO', 'TU', 'WE'].indexOf(byday.slice(0, 2));
  return `2026-01-0${index + 1}`;
}

function schedule_of(owner, rule, kind, words, number) {
  const id = id_of('schedule', owner, number);
  const { dates, ...members } = rule;
  const in_dates = Object.fromEntries(Object.entries(dates).map(([name, day]) => [name, date_of(day)]));
  return without_empty({
    id, ...members, ...(rule.interval ? { dtstart: first_day_of(rule.byday) } : {}), ...in_dates, description: words,
    attributes: [attribute(id, 'schedule', 'hours', kHours, kind, kHoursNames[kind])],
  });
}

export function schedules_of(owner, lines, today) {
  let number = 0;
  return (lines ?? []).flatMap((line) => {
    const { kind, rules, words } = read_hours(line, today);
    if (rules.length === 0) return [{ id: id_of('schedule', owner, number++), description: words }];
    return rules.map((rule) => schedule_of(owner, rule, kind, words, number++));
  });
}

export const closures_of = (lines, today) => (lines ?? []).map((line) => {
  const { first, last, kind, ...effect } = read_closure(line, today);
  return { first: date_of(first), last: date_of(last), kind, ...effect };
});

const kMessage = { yes: 'You may leave a message', no: 'Leave no message' };

function message_attributes(owner, entity, message) {
  return message ? [attribute(owner, entity, 'contact', kContact, `message.${message}`, kMessage[message])] : [];
}

/** Plain language objects, as on a phone: which language is answered there. */
function answered_languages(owner, tags, names) {
  return tags.map((tag) => ({ id: id_of('language', owner, tag), name: name_of(tag, names), code: tag }));
}

function name_of(tag, names) {
  const name = names.get(tag);
  if (!name) throw new Error(`${tag} isn't a language of the catalogue`);
  return name;
}

export function phones_of(owner, lines, context) {
  return (lines ?? []).map((line) => {
    const phone = read_phone(line);
    const id = id_of('phone', owner, line);
    return without_empty({
      id, number: phone.number, extension: phone.extension, type: phone.type, description: phone.description,
      languages: answered_languages(id, phone.languages, context.languages),
      attributes: message_attributes(id, 'phone', phone.message),
    });
  });
}

// HSDS means languages that staff speak: whoever doesn't know our terms reads in the note what isn't so.
const kOfferNotes = {
  staff_sometimes: 'At some times', interpreter_on_site: 'Interpreter on site', interpreter_by_phone: 'Interpreter by phone',
};

function note_of(offer, note) {
  if (offer === 'staff_sometimes') return note ?? kOfferNotes[offer];
  return [kOfferNotes[offer], note].filter(Boolean).join('. ');
}

export function languages_of(owner, text, context) {
  return read_languages(text).map(({ tag, offer, note }) => {
    const id = id_of('language', owner, tag, offer);
    return without_empty({
      id, name: name_of(tag, context.languages), code: tag, note: note_of(offer, note),
      attributes: [attribute(id, 'language', 'language', kOffer, offer, offer.replaceAll('_', ' '))],
    });
  });
}

const kRoles = { primary: 'First person to ask for', backup: 'Person to ask for when the first is away' };

export function contacts_of(owner, contacts, context) {
  return (contacts ?? []).map((contact) => {
    const id = id_of('contact', owner, contact.name);
    const role = contact.role;
    if (!kRoles[role]) throw new Error(`Contact ${contact.name}: "${role}" is no role`);
    return without_empty({
      id, name: contact.name, title: contact.title, phones: phones_of(id, [contact.phone], context),
      attributes: [
        attribute(id, 'contact', 'contact', kContact, `role.${role}`, kRoles[role]),
        ...message_attributes(id, 'contact', contact.message),
      ],
      metadata: contact.confirmed === undefined ? [] :
        [change(`${id}/confirmed`, 'contact', context.today - contact.confirmed, 'call-back', 'name', contact.name, 'reviewer')],
    });
  });
}

/** A term by which the importer keeps a record or a place from the public. */
export const visibility_attribute = (owner, entity, visibility) =>
  attribute(owner, entity, 'visibility', kVisibility, visibility,
    visibility === 'hidden' ? 'The address is given to nobody' : 'For staff only');

const kKmPerDegree = 111.2;

/** The point so many kilometres east and north of another, to five decimals (a metre). */
export function point_at([lat, lon], east_km, north_km) {
  const out_lat = lat + north_km / kKmPerDegree;
  const out_lon = lon + east_km / (kKmPerDegree * Math.cos((lat * Math.PI) / 180));
  return [Number(out_lat.toFixed(5)), Number(out_lon.toFixed(5))];
}

/** A place of the region by its key. */
export function place_of(key, context) {
  const place = context.region.places[key];
  if (!place) throw new Error(`${key} isn't a place of the region`);
  return { ...place, centre: point_at(context.region.centre, place.east_km, place.north_km) };
}

// Letters that Canadian postal codes use in their second half.
const kPostalLetters = 'ABCEGHJKLMNPRSTVWXYZ';

/** A postal code of the place's own prefix, which no real place has. */
function postal_code_of(prefix, owner) {
  const pick = (name, size) => Math.floor(spread('postal', owner, name) * size);
  return `${prefix} ${pick('a', 9) + 1}${kPostalLetters[pick('b', 20)]}${pick('c', 9) + 1}`;
}

/** The location of a site: a point within its district that depends on its key only. */
export function location_of(owner, site, context) {
  const id = id_of('location', owner);
  if (site.virtual) return { id, location_type: 'virtual', name: site.name, url: site.virtual };
  const place = place_of(site.in, context);
  const angle = 2 * Math.PI * spread('angle', owner), reach = place.reach_km * Math.sqrt(spread('reach', owner));
  const [latitude, longitude] = point_at(place.centre, reach * Math.cos(angle), reach * Math.sin(angle));
  const address = {
    id: id_of('address', owner), address_1: site.street, city: place.city, region: place.district,
    state_province: 'MB', postal_code: postal_code_of(place.postal_prefix, owner), country: 'CA', address_type: 'physical',
  };
  return without_empty({
    id, location_type: 'physical', name: site.name, transportation: site.way, latitude, longitude,
    addresses: [without_empty(address)],
    accessibility: site.access ? [{ id: id_of('accessibility', owner), description: site.access }] : [],
    phones: phones_of(id, site.phones, context),
    languages: languages_of(id, site.languages, context),
    ...(site.hidden ? { visibility: 'hidden', attributes: [visibility_attribute(id, 'location', 'hidden')] } : {}),
  });
}

/** The area that a hidden site publishes: its town or a part of the city, never less than 3 km wide. */
export function published_area(site, context) {
  const place = place_of(site.area.in, context);
  const [lat, lon] = place.centre;
  return { name: site.area.name, lat, lon, radius_km: site.area.radius_km };
}

/** A service area by its key: an outline as GeoJSON text, or only words. */
export function area_of(owner, key, context) {
  const area = context.region.areas[key];
  if (!area) throw new Error(`${key} isn't an area of the region`);
  const id = id_of('service_area', owner, key);
  if (!area.outline) return { id, name: area.name };
  const ring = area.outline.map(([east, north]) => point_at(context.region.centre, east, north).reverse());
  const extent = JSON.stringify({ type: 'Polygon', coordinates: [[...ring, ring[0]]] });
  return { id, name: area.name, extent, extent_type: 'geojson' };
}
