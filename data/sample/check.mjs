#!/usr/bin/env node
// Checks that the sample directory holds what it is there for: every need, every fact in each of its
// states, every kind of hours, place and language, nothing real, no word that we don't show.
//
//   node data/sample/check.mjs [FILE] [--today YYYY-MM-DD]
//
// Exit status 1 with one line per gap. FILE is services.ndjson beside it, made for 2026-11-24.

import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import {
  kContact, kEligibility, kFacts, kHours, kNeeds, kOffer, kCard, kVisibility,
} from './lib/attributes.mjs';
import { day_of } from './lib/dates.mjs';
import { make_services } from './make.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const kCommittedFor = '2026-11-24';
const kMostBytes = 3 * 1024 * 1024;

const { values, positionals } = parseArgs({ options: { today: { type: 'string' } }, allowPositionals: true });
const committed = positionals.length === 0;
const file = positionals[0] ?? join(here, 'services.ndjson');
const today = day_of(values.today ?? kCommittedFor);
const text = readFileSync(file, 'utf8');
const services = text.trimEnd().split('\n').map((line) => JSON.parse(line));
const catalogue = (name) => JSON.parse(readFileSync(join(here, '..', 'catalogue', `${name}.json`), 'utf8'))[name];
const facts = catalogue('facts'), needs = catalogue('needs'), languages = catalogue('languages');

const problems = [];
const expect = (what, holds) => { if (!holds) problems.push(what); };
const at_least = (what, count, least) => expect(`${what}: ${count}, at least ${least} wanted`, count >= least);

// ---- reading ----

const sites_of = (service) => service.service_at_locations ?? [];
const locations_of = (service) => sites_of(service).map((site) => site.location);
const all_sites = services.flatMap(sites_of);

/** Every object below a value, itself included. */
function* objects_in(value) {
  if (Array.isArray(value)) for (const item of value) yield* objects_in(item);
  else if (value && typeof value === 'object') {
    yield value;
    for (const member of Object.values(value)) yield* objects_in(member);
  }
}

const codes_of = (object, taxonomy) => (object.attributes ?? [])
  .filter((attribute) => attribute.taxonomy_term.taxonomy === taxonomy)
  .map((attribute) => attribute.taxonomy_term.code);
const has_code = (object, taxonomy, code) => codes_of(object, taxonomy).includes(code);

/** Schedules of a service, at whatever level, with their kind. */
const schedules_of = (service) => [...objects_in(service.schedules ?? []), ...sites_of(service).flatMap((site) => site.schedules ?? [])]
  .filter((object) => object.opens_at || object.description !== undefined && !object.taxonomy_term && !object.code);
const rules = services.flatMap(schedules_of).filter((schedule) => schedule.opens_at);
const kind_of = (schedule) => codes_of(schedule, kHours)[0];

function state_of(attribute, fact) {
  const change = attribute.metadata?.[0];
  if (!change) return 'undated';
  if (change.last_action_type === 'proposed') return 'proposed';
  const age = today - day_of(change.last_action_date);
  if (age < 0) return 'future';
  if (age <= fact.ttl_days) return 'fresh';
  return age <= 2 * fact.ttl_days ? 'stale' : 'old';
}

// ---- what is checked ----

function check_size() {
  at_least('services', services.length, 240);
  at_least('organizations', new Set(services.map((service) => service.organization.id)).size, 85);
  expect(`${file} is larger than 3 MB`, statSync(file).size < kMostBytes);
  const ids = services.map((service) => service.id);
  expect('two services share an id', new Set(ids).size === ids.length);
}

function check_needs() {
  const met = new Set(services.flatMap((service) => codes_of(service, kNeeds)));
  for (const need of needs) expect(`no service meets the need ${need.id}`, met.has(need.id));
  for (const id of met) expect(`${id} isn't a need`, needs.some((need) => need.id === id));
}

/** {"drop-in": Set{"yes.fresh", …, "detail"}} */
function recorded_states() {
  const by_id = new Map(facts.map((fact) => [fact.id, fact]));
  const states = new Map(facts.map((fact) => [fact.id, new Set()]));
  const read = (object, undated_allowed) => {
    for (const attribute of object.attributes ?? []) {
      if (attribute.taxonomy_term.taxonomy !== kFacts) continue;
      const [, id, value] = /^(.+)\.(yes|no)$/.exec(attribute.taxonomy_term.code) ?? [];
      const fact = by_id.get(id);
      if (!fact) { problems.push(`${attribute.taxonomy_term.code} isn't a fact`); continue; }
      const state = state_of(attribute, fact);
      expect(`${id}: dated in the future`, state !== 'future');
      expect(`${id}: undated, where the record's own date would stand in`, state !== 'undated' || undated_allowed);
      states.get(id).add(`${value}.${state}`);
      if (attribute.value !== value) states.get(id).add('detail');
    }
  };
  for (const service of services)
    for (const object of [service, service.organization, ...sites_of(service)]) read(object, !service.assured_date);
  return states;
}

function check_facts() {
  for (const [id, states] of recorded_states()) {
    const fact = facts.find((each) => each.id === id);
    const good = fact.polarity === 'hazard' ? 'no' : 'yes';
    const bad = good === 'yes' ? 'no' : 'yes';
    for (const state of ['fresh', 'stale', 'old', 'undated', 'proposed'])
      expect(`no ${good} of ${id} is ${state}`, states.has(`${good}.${state}`));
    expect(`nobody says ${bad} to ${id}`, [...states].some((state) => state.startsWith(`${bad}.`)));
    expect(`${id} is nowhere said with its detail`, !fact.detail || states.has('detail'));
  }
}

const minutes_of = (time) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
const ends_next_day = (rule) => minutes_of(rule.closes_at) <= minutes_of(rule.opens_at);

function check_hours() {
  for (const kind of ['open', 'intake', 'meal', 'staff_on_call'])
    at_least(`hours of kind ${kind}`, rules.filter((rule) => kind_of(rule) === kind).length, 5);
  at_least('overnight shifts', rules.filter(ends_next_day).length, 10);
  at_least('24-hour shifts', rules.filter((rule) => rule.opens_at === '00:00' && rule.closes_at === '24:00').length, 10);
  at_least('seasons', rules.filter((rule) => rule.dtstart && rule.until).length, 10);
  at_least('hours known to hold for a time', rules.filter((rule) => rule.valid_from && rule.valid_to).length, 1);
  at_least('hours that are over', rules.filter((rule) => rule.until && day_of(rule.until) < today).length, 1);
  at_least('second Tuesdays', rules.filter((rule) => rule.freq === 'MONTHLY' && rule.byday === '2TU').length, 1);
  at_least('every second week', rules.filter((rule) => rule.interval === 2).length, 2);
  const per_day = (service) => (service.schedules ?? []).filter((rule) => kind_of(rule) === 'open').map((rule) => rule.byday);
  at_least('split days', services.filter((service) => new Set(per_day(service)).size < per_day(service).length).length, 2);
  const intake_apart = (service) => (service.schedules ?? []).some((rule) => kind_of(rule) === 'intake'
    && !(service.schedules ?? []).some((other) => kind_of(other) === 'open' && other.opens_at === rule.opens_at && other.closes_at === rule.closes_at));
  at_least('intake hours unlike opening hours', services.filter(intake_apart).length, 5);
  const no_rules = (service) => schedules_of(service).every((schedule) => !schedule.opens_at);
  at_least('hours only in words', services.filter((service) => no_rules(service) && service.schedules?.some((each) => each.description)).length, 3);
  at_least('hours unknown', services.filter((service) => schedules_of(service).length === 0).length, 3);
  check_closures();
}

function check_closures() {
  const closures = services.flatMap((service) => [service, ...sites_of(service)]).flatMap((object) => object.porchlight_closures ?? []);
  at_least('closed days', closures.filter((each) => each.effect === 'closed').length, 5);
  at_least('days with other hours', closures.filter((each) => each.effect === 'special' && each.opens_at && each.closes_at).length, 2);
  at_least('closed for intake only', closures.filter((each) => each.kind === 'intake').length, 1);
  at_least('public holidays with a rule', closures.filter((each) => each.first.endsWith('-12-25')).length, 2);
}

const is_hidden = (site) => site.visibility === 'hidden' && has_code(site, kVisibility, 'hidden');

function check_places() {
  const physical = (service) => locations_of(service).filter((location) => location.location_type === 'physical');
  at_least('services by phone or mobile only', services.filter((service) => sites_of(service).length === 0).length, 20);
  at_least('virtual services', services.filter((service) => locations_of(service).some((each) => each.location_type === 'virtual')).length, 3);
  at_least('services that cover an outlined area', services.filter((service) => service.service_areas?.some((area) => area.extent_type === 'geojson')).length, 15);
  at_least('mobile outreach', services.filter((service) => sites_of(service).length === 0 && service.service_areas
    && has_code(service, kFacts, 'outreach.yes') && has_code(service, kNeeds, 'crisis.outreach')).length, 3);
  at_least('services with several sites', services.filter((service) => physical(service).length > 1).length, 8);
  const differs = (service) => new Set(sites_of(service).map((site) => codes_of(site, kFacts).sort().join())).size > 1;
  at_least('services whose sites differ in a fact', services.filter(differs).length, 6);
  for (const area of services.flatMap((service) => service.service_areas ?? []).filter((each) => each.extent))
    expect(`${area.name}: no closed ring`, is_closed_ring(JSON.parse(area.extent)));
}

function is_closed_ring(shape) {
  const [ring] = shape.coordinates;
  return shape.type === 'Polygon' && ring.length >= 4 && ring[0].join() === ring.at(-1).join();
}

function check_visibility() {
  const hidden = all_sites.filter(is_hidden);
  at_least('hidden sites', new Set(hidden.map((site) => site.location.id)).size, 8);
  for (const site of hidden) {
    const { porchlight_area: area, location } = site;
    expect(`${location.name}: hidden, without a published area`, area?.name && area.radius_km >= 3);
    expect(`${location.name}: hidden, and its location isn't`, location.visibility === 'hidden' && has_code(location, kVisibility, 'hidden'));
    expect(`${location.name}: hidden, with an address that might be real`, location.addresses.every((each) => each.address_1.includes('Masking Test Lane')));
    expect(`${location.name}: nothing to mask`, location.phones?.length > 0 && location.latitude !== undefined);
  }
  const names_lane = (service) => JSON.stringify(service).includes('Masking Test Lane');
  for (const service of services.filter(names_lane))
    expect(`${service.name}: names a hidden street without being hidden`, sites_of(service).some(is_hidden) && service.visibility === 'hidden');
  at_least('services that ask for a neutral card', services.filter((service) => has_code(service, kCard, 'neutral')).length, 2);
  for (const visibility of ['hidden', 'staff'])
    at_least(`${visibility} services`, services.filter((service) => has_code(service, kVisibility, visibility)).length, 8);
  check_hidden_phones(hidden);
}

/** A number of a hidden site is given out by nobody else, or its masking couldn't be seen. */
function check_hidden_phones(hidden) {
  const numbers = new Set(hidden.flatMap((site) => site.location.phones.map((phone) => phone.number)));
  for (const service of services)
    for (const phone of [...(service.phones ?? []), ...(service.organization.phones ?? [])])
      expect(`${service.name}: gives out the number of a hidden site`, !numbers.has(phone.number));
}

function check_languages() {
  const offered = services.flatMap((service) => [...(service.languages ?? []), ...locations_of(service).flatMap((each) => each.languages ?? [])]);
  const tags = new Set(offered.map((each) => each.code));
  const known = new Map(languages.map((each) => [each.tag, each]));
  at_least('languages', tags.size, 25);
  at_least('Indigenous languages', [...tags].filter((tag) => known.get(tag)?.indigenous).length, 6);
  at_least('signed languages', [...tags].filter((tag) => known.get(tag)?.kind === 'signed').length, 2);
  for (const tag of tags) expect(`${tag} isn't a language of the catalogue`, known.has(tag));
  for (const offer of ['staff', 'staff_sometimes', 'interpreter_on_site', 'interpreter_by_phone'])
    at_least(`languages by ${offer}`, offered.filter((each) => has_code(each, kOffer, offer)).length, 5);
  at_least('notes such as "Tuesdays only"', offered.filter((each) => each.note).length, 10);
  at_least('lists said to be complete', services.filter((service) => has_code(service, kOffer, 'languages.complete')).length, 2);
  at_least('texts on interpreters', services.filter((service) => service.interpretation_services).length, 8);
  const phones = [...objects_in(services)].filter((object) => object.number);
  at_least('phones with their languages', phones.filter((phone) => phone.languages).length, 20);
  at_least('texts in French', services.filter((service) => /\b(vous|une|pour les)\b/.test(service.description)).length, 5);
  at_least('texts with Cree', services.filter((service) => /[âêîô]n|tawâw|mîcisok/.test(service.description) && service.languages?.some((each) => each.code === 'crk')).length, 2);
}

function check_people() {
  const contacts = services.flatMap((service) => [...(service.contacts ?? []), ...sites_of(service).flatMap((site) => site.contacts ?? [])]);
  for (const code of ['role.primary', 'role.backup', 'message.yes', 'message.no'])
    at_least(`contacts with ${code}`, contacts.filter((contact) => has_code(contact, kContact, code)).length, 2);
  at_least('contacts with line, hours and languages', contacts.filter((contact) =>
    contact.phones?.some((phone) => phone.description && phone.languages)).length, 5);
  for (const code of ['gender.women', 'gender.men', 'gender.non-binary', 'gender.all', 'ages.all', 'document.none', 'document.photo-id', 'document.health-card'])
    at_least(`services with ${code}`, services.filter((service) => has_code(service, kEligibility, code)).length, 2);
  at_least('services with an age limit', services.filter((service) => service.minimum_age !== undefined || service.maximum_age !== undefined).length, 50);
  at_least('services that say nothing on gender', services.filter((service) => !codes_of(service, kEligibility).some((code) => code.startsWith('gender.'))).length, 30);
  at_least('services that ask for a document', services.filter((service) => service.required_documents).length, 5);
  at_least('free services', services.filter((service) => service.cost_options?.some((option) => option.amount === 0)).length, 100);
  at_least('services that cost something', services.filter((service) => service.cost_options?.some((option) => option.amount > 0)).length, 10);
}

function check_records() {
  for (const status of ['active', 'inactive', 'defunct', 'temporarily closed'])
    at_least(`services that are ${status}`, services.filter((service) => service.status === status).length, 1);
  at_least('services without a date', services.filter((service) => !service.assured_date).length, 20);
  at_least('bed counts', services.filter((service) => service.capacities?.some((each) => each.unit.name === 'Bed')).length, 8);
  const methods = new Set([...objects_in(services)].map((object) => object.last_action_type).filter(Boolean));
  for (const method of ['visit', 'call-back', 'agency statement', 'proposed']) expect(`nothing known by ${method}`, methods.has(method));
  for (const change of [...objects_in(services)].filter((object) => object.last_action_date))
    expect(`changed by "${change.updated_by}", which is no role`, ['reviewer', 'agency'].includes(change.updated_by));
}

function check_nothing_real() {
  for (const object of objects_in(services)) {
    if (object.number) expect(`${object.number} could be real`, /^(204|431)-555-01\d\d$/.test(object.number));
    for (const member of ['url', 'website', 'email'])
      if (object[member]) expect(`${object[member]} could be real`, /[/@]([a-z-]+\.)*example\.(org|ca|com)$/.test(object[member]));
    // No Canadian postal code begins so.
    if (object.postal_code) expect(`${object.postal_code} could be real`, /^R9[XYZ] \d[A-Z]\d$/.test(object.postal_code));
  }
  const box = (location) => location.latitude === undefined
    || (location.latitude > 50.3 && location.latitude < 51.8 && location.longitude > -100.2 && location.longitude < -97.5);
  expect('a place outside the region', all_sites.every((site) => box(site.location)));
  check_gazetteer();
}

/** Where the gazetteer is built: none of our towns is in it. */
function check_gazetteer() {
  const places = join(here, '..', '..', 'build', 'gazetteer', 'places.tsv');
  if (!existsSync(places)) return;
  const real = new Set(readFileSync(places, 'utf8').split('\n').flatMap((line) => {
    const [, name = '', others = ''] = line.split('\t');
    return [name, ...others.split('|')].map((each) => each.toLowerCase());
  }));
  for (const address of [...objects_in(services)].filter((object) => object.address_1))
    for (const name of [address.city, address.region, address.postal_code.slice(0, 3)])
      expect(`${name} is a real place`, !name || !real.has(name.toLowerCase()));
}

/** Texts that a screen may show: everything but ids, codes and extents. */
function check_wording() {
  const avoided = join(here, '..', 'wording', 'avoid.txt');
  const words = readFileSync(avoided, 'utf8').split('\n').map((line) => line.trim()).filter((line) => line && !line.startsWith('#'));
  for (const word of words) {
    const quoted = word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    const found = new RegExp(`(?<![\\p{L}\\p{N}])${quoted}(?![\\p{L}\\p{N}])`, 'iu').exec(text);
    if (found) problems.push(`says "${word}": …${text.slice(found.index - 40, found.index + 40)}…`);
  }
}

/** The committed file is what the script makes of the sources. */
function check_made() {
  if (!committed || values.today) return;
  const made = make_services(today).map((service) => `${JSON.stringify(service)}\n`).join('');
  expect(`services.ndjson isn't what make.mjs --today ${kCommittedFor} writes: make it anew`, made === text);
}

for (const check of [check_size, check_needs, check_facts, check_hours, check_places, check_visibility, check_languages,
  check_people, check_records, check_nothing_real, check_wording, check_made]) check();
for (const problem of new Set(problems)) console.error(`sample: ${problem}`);
console.log(`sample: ${services.length} services, ${new Set(problems).size} problems`);
process.exitCode = problems.length ? 1 : 0;
