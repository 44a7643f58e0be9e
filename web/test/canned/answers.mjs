/** Answers in the shape of the contract, over six made-up services and the directory's real catalogue. */
import { capacityOf } from './capacity.mjs';
import { readdir, readFile } from 'node:fs/promises';
import { unmetOf } from './checkin.mjs';
import { crisisLines, results, servicePage, text, why } from './services.mjs';

const catalogueFolder = new URL('../../../data/catalogue/', import.meta.url);
const places = [
  { label: 'Winnipeg, MB', lat: 49.895, lon: -97.138 },
  { label: 'West St. Paul, MB', lat: 50.01, lon: -97.12 },
  { label: 'Brandon, MB', lat: 49.847, lon: -99.952 },
  { label: 'Thunder Bay, ON', lat: 48.382, lon: -89.246 },
];
const groups = {
  safety: ['Safety and privacy', 'Protection et vie privée'],
  practice: ['How they work', 'Leur façon de travailler'],
  culture: ['Culture and spirit', 'Culture et spiritualité'],
  identity: ['Who it is for', 'Pour qui'],
  access: ['Getting in', 'Accès'],
  transport: ['Getting there', 'S’y rendre'],
  childcare: ['With children', 'Avec des enfants'],
  eligibility: ['Conditions and cost', 'Conditions et coût'],
};

async function read(name) {
  return JSON.parse(await readFile(new URL(name, catalogueFolder), 'utf8'));
}

/** The words of the other languages, and those of the kiosk in all of them. */
async function localeFiles() {
  const folder = new URL('../../../data/locales/', import.meta.url);
  const names = await readdir(folder);
  return Promise.all(names.filter((name) => name.endsWith('.json')).map(async (name) => JSON.parse(await readFile(new URL(name, folder), 'utf8'))));
}

/** As searchd's public role gives it: public facts only, in the words of the kiosk, and where the screen stands. */
export async function kioskCatalogue() {
  const [catalogue, files] = await Promise.all([catalogueAnswer(), localeFiles()]);
  const worded = (labels, wordOf) => ({ ...labels, ...Object.fromEntries(files.flatMap((file) => (wordOf(file) === undefined ? [] : [[file.tag, wordOf(file)]]))) });
  return {
    ...catalogue,
    role: 'public',
    needs: catalogue.needs.map((need) => ({ ...need, label: worded(need.label, ({ needs }) => needs?.[need.id]) })),
    facts: catalogue.facts.filter(({ visibility }) => visibility === 'public').map((fact) => ({ ...fact, label: worded(fact.label, ({ facts }) => facts?.[fact.id]?.label) })),
    locales: files.map(({ tag, endonym, direction, complete, made, reviewed }) => ({ tag, endonym, direction, complete, made, reviewed: reviewed?.on ?? null })),
    kiosk: { near: { label: 'Winnipeg, MB', lat: 49.895, lon: -97.138 }, printer: true },
  };
}

export async function catalogueAnswer() {
  const [{ needs }, { facts }, { languages }] = await Promise.all([read('needs.json'), read('facts.json'), read('languages.json')]);
  return {
    role: 'staff',
    needs: needs.map(({ id, parent, phases, label }) => ({ id, parent, phases, label })),
    facts: facts.map(({ id, group, polarity, visibility, label, question, yes, no }) => ({ id, group, polarity, visibility, label, question, yes, no })),
    groups: Object.entries(groups).map(([id, [en, fr]]) => ({ id, label: { en, fr } })),
    languages: languages.map(({ tag, endonym, names, kind, indigenous, right_to_left }) => ({
      tag,
      endonym,
      label: Object.fromEntries(Object.entries(names).map(([language, forms]) => [language, forms[0]])),
      indigenous,
      signed: kind === 'signed',
      right_to_left,
    })),
    phases: [],
    crisis_lines: crisisLines,
    reporting: null,
    locales: [],
    kiosk: { near: null, printer: false },
    gazetteer: { places: places.length, licence: 'GeoNames, CC BY 4.0' },
  };
}

const begins = (label, typed) => label.toLowerCase().split(/[\s(]/).some((word, index, words) =>
  words.slice(index).join(' ').startsWith(typed.toLowerCase().trim()));

export async function suggestAnswer({ text: typed, language }) {
  const { needs, facts } = await catalogueAnswer();
  const named = (entry) => ({ id: entry.id, label: entry.label[language] ?? entry.label.en });
  return {
    needs: needs.map(named).filter(({ label }) => begins(label, typed)).slice(0, 5).map((need) => ({ ...need, match: null })),
    facts: facts.map(named).filter(({ label }) => begins(label, typed)).slice(0, 4),
    services: results(language).filter(({ name }) => begins(name, typed)).map(({ service_id, name, organization }) => ({
      id: service_id,
      name,
      organization: organization.name,
    })),
    places: places.filter(({ label }) => begins(label, typed)),
  };
}

export async function serviceAnswer({ id, language }) {
  return servicePage(id, language ?? 'en');
}

export async function searchAnswer(request) {
  const language = request.language ?? 'en';
  const catalogue = await catalogueAnswer();
  const labelOf = (list, id) => {
    const found = list.find((entry) => entry.id === id);
    return found === undefined ? id : (found.label[language] ?? found.label.en);
  };
  const parts = [
    ...(request.needs ?? []).map((id) => ({ key: `need:${id}`, kind: 'need', id, label: labelOf(catalogue.needs, id), removable: true })),
    ...understoodWords(request.text ?? '', catalogue, labelOf),
  ].filter(({ key }) => !(request.without ?? []).includes(key));

  const danger = /\bhurting me\b|\bme fait mal\b/i.test(request.text ?? '');
  const askedNothing = ['constraints', 'when', 'within_km', 'participant', 'avoid'].every((member) => request[member] === undefined);
  const found = (request.text ?? '').includes('nothing-here') ? [] : classed(results(language), request, askedNothing, catalogue, labelOf);
  // What two of them say of their beds, one of it for three seconds more.
  if ((request.text ?? '').includes('beds-said')) {
    found[0].capacity = capacityOf(language, 2, (request.text ?? '').includes('beds-said-briefly') ? 3 : 7200);
    Object.assign(found[1], { capacity: capacityOf(language, 0), class: 'ask' });
  }
  const of = (kind) => found.filter((result) => result.class === kind);
  const shown = [...of('meets'), ...of('ask')];
  const start = request.cursor === undefined ? 0 : Number(request.cursor);
  const limit = request.limit ?? 4;
  const count = (kind) => ({ count: of(kind).length, at_least: false });
  return {
    understood: {
      danger,
      parts,
      place: request.near === undefined ? null : placeOf(request.near),
      when: request.when === undefined ? null : whenOf(request.when),
    },
    asked_nothing: askedNothing,
    totals: { meets: count('meets'), ask: count('ask'), hold: count('hold'), ruled_out: count('ruled_out') },
    shared_unknowns: askedNothing || found.length === 0 ? [] : [sharedUnknown(language)],
    phones_answered: { count: 2, text: text(language, '2 of these list a phone that is answered at that hour.', '2 de ces endroits ont un numéro où l’on répond à cette heure.') },
    results: shown.slice(start, start + limit),
    ...(request.include?.includes('hold') ? { held: of('hold') } : {}),
    ...(request.include?.includes('ruled_out') ? { ruled_out: of('ruled_out') } : {}),
    left_out: askedNothing || found.length === 0 ? [] : [
      { reason: 'fact:no-id-asked', label: text(language, 'ask for ID', 'demandent une pièce d’identité'), count: 7, at_least: false },
      { reason: 'distance', label: text(language, 'are farther than you said', 'sont plus loin que vous l’avez dit'), count: 1000, at_least: true },
    ],
    costs: askedNothing || found.length === 0 ? [] : costs(request, catalogue, labelOf),
    unmet: found.length > 0 ? [] : unmetOf(parts.filter(({ kind }) => kind === 'need').map(({ id }) => id), (id) => labelOf(catalogue.needs, id), request.near),
    complete: !(request.text ?? '').includes('unfinished'),
    behind: (request.text ?? '').includes('lagging')
      ? { minutes: 12, text: text(language, 'What changed in the last 12 min may not be in this list. Ring before you set out.', 'Ce qui a changé depuis 12 min n’est peut-être pas dans cette liste. Appelez avant d’y aller.') }
      : null,
    cursor: start + limit < shown.length ? String(start + limit) : null,
  };
}

/** What each part of the question costs, and what loosening it would bring back; null for what is critical. */
function costs(request, catalogue, labelOf) {
  const language = request.language ?? 'en';
  const count = (value) => ({ count: value, at_least: false });
  const cost = (part, label, strength, [ruledOut, held, asked, back]) => ({
    part, label, strength, ruled_out: count(ruledOut), held: count(held), asked: count(asked),
    brings_back: strength === 'critical' ? null : count(back),
  });
  return [
    ...(request.constraints ?? []).filter(({ strength }) => strength !== 'preferred').map(({ fact, strength }) =>
      cost(`fact:${fact}`, labelOf(catalogue.facts, fact), strength, strength === 'critical' ? [1, 1, 0, 0] : [1, 0, 2, 3])),
    ...(request.when === undefined ? [] : [cost('hours', text(language, 'Open at that time', 'Ouvert à ce moment'), 'required', [0, 0, 1, 1])]),
    ...(request.within_km === undefined ? [] : [cost('distance', text(language, 'How far', 'Distance'), 'required', [12, 0, 0, 12])]),
    ...(request.avoid?.areas === undefined ? [] : [cost('avoid_area', text(language, 'Areas to keep away from', 'Secteurs à éviter'), 'critical', [0, 1, 0, 0])]),
  ];
}

/** One service against the question, part by part, or null where there is none. */
export async function explainAnswer({ request = {}, service_id, language = 'en' }) {
  const asked = await searchAnswer({ ...request, language, include: ['hold', 'ruled_out'], limit: 50 });
  const result = [...asked.results, ...asked.held, ...asked.ruled_out].find((other) => other.service_id === service_id);
  if (result === undefined) return null;
  const open = result.ask.map(({ part, strength, question, text: words }) => ({
    part, label: part, strength, evidence: 'unknown', class: 'ask', text: words || text(language, 'Not known.', 'Non connu.'), question,
  }));
  const classes = { favourable: 'meets', stale: 'ask', unknown: 'hold', unfavourable: 'ruled_out' };
  const settled = result.why.map(({ part, strength, evidence, text: words }) => ({
    part, label: part.startsWith('fact:') ? words.split(':')[0] : text(language, 'Asked', 'Demandé'), strength, evidence, class: classes[evidence], text: words,
    question: evidence === 'unknown' ? text(language, 'Could you tell me about this?', 'Pouvez-vous m’en parler?') : null,
  }));
  return { class: result.class, parts: [...open, ...settled], result };
}

function understoodWords(words, catalogue, labelOf) {
  if (words === '') return [];
  const parts = [];
  if (/bed|lit/i.test(words)) {
    parts.push({ key: 'need:housing.bed-tonight', kind: 'need', id: 'housing.bed-tonight', label: labelOf(catalogue.needs, 'housing.bed-tonight'), text: 'bed', removable: true });
  }
  words.split(/\s+/).filter((word) => !/^(a|bed|un|lit)$/i.test(word)).forEach((word, index) => {
    parts.push({ key: `word:${index}`, kind: 'word', id: null, label: word, text: word, removable: true });
  });
  return parts;
}

function placeOf(near) {
  if (near.place !== undefined) return places.find(({ label }) => label.startsWith(near.place)) ?? { ...places[0], label: near.place };
  // A point comes back without a name, as from searchd.
  return { label: '', ...near };
}

function whenOf(when) {
  const kind = ['now', 'after_hours', 'at'].find((name) => when[name] !== undefined) ?? 'range';
  return { kind, strength: 'required', from: when.from ?? when.at ?? null, to: when.to ?? when.at ?? null };
}

/** With nothing asked every one is found; else the six stand in all four classes. */
function classed(all, request, askedNothing, catalogue, labelOf) {
  const language = request.language ?? 'en';
  const away = new Set(request.avoid?.organizations ?? []);
  const classes = ['meets', 'meets', 'ask', 'ask', 'hold', 'ruled_out'];
  return all.map((result, index) => {
    const told = (request.told ?? []).filter(({ service_at_location_id: id }) => id === (result.service_at_location_id ?? result.service_id));
    const kind = away.has(result.organization.id) ? 'ruled_out' : askedNothing ? 'meets' : classOf(classes[index], request, told);
    const wishes = (request.constraints ?? []).map(({ fact, want, strength }) => {
      const heard = told.find((other) => other.fact === fact);
      const fits = heard?.answer === (want ?? 'yes') ? 'meets' : 'ruled_out';
      return { ...why(language, `fact:${fact}`, labelOf(catalogue.facts, fact), heard === undefined ? kind : fits, strength), told: heard !== undefined };
    });
    return {
      ...result,
      class: kind,
      distance_km: request.near === undefined ? null : result.distance_km,
      why: [...wishes, ...result.why],
      ask: kind === 'ask' ? result.ask : [],
    };
  });
}

/** What was told on the phone settles an `ask` or a `hold`, and rules out where it goes against a wish. */
function classOf(kind, request, told) {
  for (const { fact, want } of request.constraints ?? []) {
    const heard = told.find((other) => other.fact === fact);
    if (heard !== undefined) return heard.answer === (want ?? 'yes') ? 'meets' : 'ruled_out';
  }
  return kind;
}

function sharedUnknown(language) {
  return {
    part: 'fact:no-id-asked',
    label: text(language, 'No ID asked', 'Aucune pièce d’identité demandée'),
    text: text(language, 'Not known for most of these places: whether they ask for ID.', 'Non connu pour la plupart de ces endroits : si l’on demande une pièce d’identité.'),
    question: text(language, 'Do you ask for ID? If so, which?', 'Demandez-vous une pièce d’identité? Laquelle?'),
    count: 9,
  };
}
