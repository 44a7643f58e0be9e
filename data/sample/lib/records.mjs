// Service records of HSDS 3.1, nested: a service with its organization and the sites where it is given.

import {
  attribute, fact_attribute, kCard, kEligibility, kOffer, need_attribute,
} from './attributes.mjs';
import { date_of } from './dates.mjs';
import { id_of, spread } from './ids.mjs';
import {
  area_of, closures_of, contacts_of, languages_of, location_of, phones_of, published_area, schedules_of,
  visibility_attribute, without_empty,
} from './parts.mjs';
import { read_ages, read_beds, read_facts } from './shorthand.mjs';

const words_of = (text) => (text ?? '').split(' ').filter(Boolean);

const facts_of = (owner, entity, text, context) =>
  read_facts(text).map((said) => fact_attribute(owner, entity, said, context));

function organization_of(organization, context) {
  const id = id_of('organization', organization.id);
  return without_empty({
    id, name: organization.name, alternate_name: organization.also, description: organization.text,
    email: `hello@${organization.id}.example.org`, website: `https://${organization.id}.example.org`,
    phones: phones_of(id, organization.phones, context),
    attributes: facts_of(id, 'organization', organization.facts, context),
  });
}

/** Days since the record was last gone through; undefined where nobody ever said. */
function checked_days(service, key) {
  if (service.checked === 'never') return undefined;
  return service.checked ?? Math.round(5 + 75 * spread('checked', key));
}

const kGenders = ['women', 'men', 'non-binary', 'all'];

function eligibility_attributes(id, service) {
  const say = (code, name) => attribute(id, 'service', 'eligibility', kEligibility, code, name);
  const genders = words_of(service.genders);
  for (const gender of genders) if (!kGenders.includes(gender)) throw new Error(`"${gender}" is no gender code`);
  return [
    ...genders.map((gender) => say(`gender.${gender}`, `For ${gender}`)),
    ...words_of(service.documents).map((document) => say(`document.${document}`, `Bring: ${document.replaceAll('-', ' ')}`)),
    ...(service.ages === 'all' ? [say('ages.all', 'All ages')] : []),
  ];
}

function cost_options_of(id, service) {
  if (service.cost === undefined) return [];
  const free = service.cost === 'free';
  const [amount, words] = free ? ['0', ''] : service.cost.split(' | ');
  return [without_empty({
    id: id_of('cost', id), currency: 'CAD', amount: Number(amount), amount_description: words,
  })];
}

function capacities_of(id, service, context) {
  if (!service.beds) return [];
  const { available, maximum, description } = read_beds(service.beds);
  return [without_empty({
    id: id_of('capacity', id), unit: { id: id_of('unit', 'bed'), name: 'Bed' }, available, maximum, description,
    updated: `${date_of(context.today - (service.beds_counted ?? 0))}T13:30:00Z`,
  })];
}

function site_of(service_id, entry, organization, context) {
  const use = typeof entry === 'string' ? { at: entry } : entry;
  const site = organization.sites?.[use.at];
  if (!site) throw new Error(`${organization.id} has no site "${use.at}"`);
  const id = id_of('service_at_location', service_id, use.at);
  const hidden = site.hidden ? {
    visibility: 'hidden', porchlight_area: published_area(site, context),
  } : {};
  return without_empty({
    id, description: use.text,
    service_areas: words_of(use.covers).map((key) => area_of(id, key, context)),
    contacts: contacts_of(id, use.contacts, context),
    phones: phones_of(id, use.phones, context),
    schedules: schedules_of(id, use.hours, context.today),
    location: location_of(`${organization.id}/${use.at}`, site, context),
    attributes: [
      ...facts_of(id, 'service_at_location', use.facts, context),
      ...(site.hidden ? [visibility_attribute(id, 'service_at_location', 'hidden')] : []),
    ],
    porchlight_closures: closures_of(use.closures, context.today), ...hidden,
  });
}

/** Where a service is given: as it says, else at the main site, where its organization has one. */
function sites_of(service, organization) {
  if (service.sites) return service.sites;
  return organization.sites?.main ? ['main'] : [];
}

function attributes_of(id, service, context) {
  return [
    ...words_of(service.needs).map((need) => need_attribute(id, need, context)),
    ...facts_of(id, 'service', service.facts, context),
    ...eligibility_attributes(id, service),
    ...(service.languages_complete ? [attribute(id, 'service', 'language', kOffer, 'languages.complete', 'These are all the languages')] : []),
    ...(service.visibility ? [visibility_attribute(id, 'service', service.visibility)] : []),
    ...(service.card ? [attribute(id, 'service', 'card', kCard, service.card, 'Its cards say no name')] : []),
  ];
}

/** A record that says yes and no to one thing has no meaning. */
function check_said_once(text) {
  const said = read_facts(text).map(({ fact }) => fact);
  const twice = said.find((fact, index) => said.indexOf(fact) !== index);
  if (twice) throw new Error(`${twice} is said twice`);
}

function check_undated(service, days) {
  if (days === undefined) return;
  for (const said of read_facts(service.facts))
    if (said.state === 'undated') throw new Error(`${said.fact}: undated, on a service with a date ("checked": "never")`);
}

/** Where nobody ever dated a listing, none of its facts has a date. */
function with_undated_facts(service, days) {
  if (days !== undefined) return service;
  const undated = (text) => text?.replace(/(^|\s)(-?[a-z0-9-]+)(?=[=\s]|$)/g, '$1$2?');
  const sites = service.sites?.map((use) => (typeof use === 'string' ? use : { ...use, facts: undated(use.facts) }));
  return { ...service, facts: undated(service.facts), ...(sites ? { sites } : {}) };
}

/** One service as an HSDS 3.1 object. @throws Error naming the service where its source is wrong. */
export function service_record(written, organization, context) {
  const key = `${organization.id}/${written.id}`;
  try {
    const days = checked_days(written, key);
    check_undated(written, days);
    for (const facts of [written.facts, organization.facts, ...(written.sites ?? []).map((use) => use.facts)]) check_said_once(facts);
    return build_record(key, with_undated_facts(written, days), organization, days, context);
  } catch (error) {
    throw new Error(`${key}: ${error.message}`, { cause: error });
  }
}

function build_record(key, service, organization, days, context) {
  const id = id_of('service', key);
  const assured = days === undefined ? undefined : date_of(context.today - days);
  const { minimum, maximum } = read_ages(service.ages);
  return without_empty({
    id, name: service.name, alternate_name: service.also, description: service.text,
    url: service.virtual, email: service.email, status: service.status ?? 'active',
    interpretation_services: service.interpretation, application_process: service.how,
    fees_description: service.fees, eligibility_description: service.whom,
    minimum_age: Number.isFinite(minimum) ? minimum : undefined,
    maximum_age: Number.isFinite(maximum) ? maximum : undefined,
    assured_date: assured, alert: service.alert,
    last_modified: `${assured ?? date_of(context.today - 500)}T15:00:00Z`,
    phones: phones_of(id, service.phones, context),
    schedules: schedules_of(id, service.hours, context.today),
    service_areas: words_of(service.covers).map((area) => area_of(id, area, context)),
    service_at_locations: sites_of(service, organization).map((entry) => site_of(id, entry, organization, context)),
    languages: languages_of(id, service.languages, context),
    organization: organization_of(organization, context),
    cost_options: cost_options_of(id, service),
    required_documents: (service.bring ?? []).map((document) => ({ id: id_of('document', id, document), document })),
    contacts: contacts_of(id, service.contacts, context),
    capacities: capacities_of(id, service, context),
    attributes: attributes_of(id, service, context),
    porchlight_closures: closures_of(service.closures, context.today),
    ...(service.visibility ? { visibility: service.visibility } : {}),
  });
}
