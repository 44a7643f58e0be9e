// Attributes of HSDS 3.1: the one place where our own vocabularies enter a record. The answer is part
// of the term's code, so that a search by term never finds a "no" (and no consumer shows it as a yes).

import { date_of } from './dates.mjs';
import { id_of, spread } from './ids.mjs';

export const kNeeds = 'Porchlight needs';
export const kFacts = 'Porchlight facts';
export const kVisibility = 'Porchlight visibility';
export const kCard = 'Porchlight card';
export const kHours = 'Porchlight hours';
export const kContact = 'Porchlight contact';
export const kEligibility = 'Porchlight eligibility';
export const kOffer = 'Porchlight language offer';

/** One attribute of an object; `extra` may carry value, label, metadata, and the term's parent and description. */
export function attribute(owner, entity, link_type, taxonomy, code, name, extra = {}) {
  const { parent, description = name, ...members } = extra;
  return {
    id: id_of('attribute', owner, taxonomy, code), link_type, link_entity: entity, ...members,
    taxonomy_term: {
      id: id_of('term', taxonomy, code), code, name, description,
      ...(parent ? { parent_id: id_of('term', taxonomy, parent) } : {}), taxonomy,
    },
  };
}

const kMethods = ['visit', 'call-back', 'agency statement'];

/** How a statement came to be known, and by whom: a role, never a name. */
function method_of(state, group, where) {
  if (state === 'proposed') return { method: 'proposed', by: 'agency' };
  const strict = group === 'safety' || group === 'identity';
  const method = kMethods[Math.floor(spread('method', where) * (strict ? 2 : 3))];
  return { method, by: method === 'agency statement' ? 'agency' : 'reviewer' };
}

/**
 * Age in days of a statement in a state, from the fact's time to live: fresh within it, stale between
 * once and twice, old beyond.
 */
function age_of(state, ttl, where) {
  const share = spread('age', where);
  const between = (least, most) => Math.round(ttl * (least + (most - least) * share));
  if (state === 'stale') return between(1.15, 1.85);
  if (state === 'old') return between(2.2, 3.5);
  return state === 'proposed' ? between(0.02, 0.2) : between(0.03, 0.75);
}

/** The change that a date belongs to; all seven members are required. */
export function change(where, resource_type, day, action, field, value, by) {
  return {
    id: id_of('metadata', where), resource_type, last_action_date: date_of(day), last_action_type: action,
    field_name: field, previous_value: '', replacement_value: value, updated_by: by,
  };
}

/**
 * A recorded fact.
 * @param said {fact, value, state, detail} as read from the shorthand
 * @param context {facts: Map of the catalogue, today}
 */
export function fact_attribute(owner, entity, said, context) {
  const fact = context.facts.get(said.fact);
  if (!fact) throw new Error(`${said.fact} isn't a fact of the catalogue`);
  if (said.detail && !fact.detail) throw new Error(`${said.fact} takes no detail`);
  const code = `${said.fact}.${said.value}`;
  const where = `${owner}/${code}`;
  const dated = said.state !== 'undated';
  const { method, by } = method_of(said.state, fact.group, where);
  const day = context.today - age_of(said.state, fact.ttl_days, where);
  const name = `${fact.label.en}: ${said.value}`;
  return attribute(owner, entity, fact.group, kFacts, code, name, {
    value: said.detail ?? said.value, label: name, parent: said.fact, description: fact[said.value].en,
    ...(dated ? { metadata: [change(where, 'attribute', day, method, 'value', said.value, by)] } : {}),
  });
}

export function need_attribute(owner, need_id, context) {
  const need = context.needs.get(need_id);
  if (!need) throw new Error(`${need_id} isn't a need of the catalogue`);
  return attribute(owner, 'service', 'need', kNeeds, need_id, need.label.en, { label: need.label.en, parent: need.parent });
}
