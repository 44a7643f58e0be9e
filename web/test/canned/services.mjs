/** Six made-up services: overnight hours, unknown hours, a long name, a hidden site, phone only, several sites, French only. */

export const text = (language, en, fr) => (language.startsWith('fr') ? fr : en);

export const crisisLines = [
  {
    id: 'canned-youth-line',
    name: { en: 'Youth Help Line', fr: 'Ligne jeunesse' },
    number: '1-800-555-0150',
    text_message: { en: 'Or text TALK to 555-015', fr: 'Ou textez PARLER au 555-015' },
    hours: { en: 'Day and night', fr: 'Jour et nuit' },
    who_answers: { en: 'Counsellors for young people answer.', fr: 'Des intervenants pour les jeunes répondent.' },
    police: { en: 'They may call police if a life is in danger.', fr: 'Ils peuvent appeler la police si une vie est en danger.' },
    languages: ['en', 'fr'],
    as_of: '2026-11-01',
  },
  {
    id: 'canned-elders',
    name: { en: 'Hope by Phone', fr: 'Espoir au téléphone' },
    number: '1-855-555-0151',
    text_message: null,
    hours: { en: 'Day and night', fr: 'Jour et nuit' },
    who_answers: { en: 'Indigenous counsellors answer.', fr: 'Des intervenantes et intervenants autochtones répondent.' },
    police: { en: 'They don’t call police without your yes, except to save a life.', fr: 'Ils n’appellent pas la police sans votre accord, sauf pour sauver une vie.' },
    languages: ['en', 'crk', 'oj', 'iu'],
    as_of: '2026-11-01',
  },
  {
    id: 'canned-emergency',
    name: { en: 'Emergency', fr: 'Urgence' },
    number: '9-1-1',
    text_message: null,
    hours: { en: 'Day and night', fr: 'Jour et nuit' },
    who_answers: { en: 'Police, fire or ambulance.', fr: 'Police, pompiers ou ambulance.' },
    police: { en: 'Police may come.', fr: 'La police peut venir.' },
    languages: ['en', 'fr'],
    as_of: '2026-11-01',
  },
];

const uuid = (n) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

/** How one part of the question stands for a result of this class. */
export function why(language, part, label, kind, strength) {
  const evidence = { meets: 'favourable', ask: 'unknown', hold: 'unknown', ruled_out: 'unfavourable' }[kind];
  const words = {
    favourable: text(language, `${label}: they say yes. Checked 3 March 2026 by phone.`, `${label} : ils disent oui. Vérifié le 3 mars 2026 par téléphone.`),
    unknown: text(language, `${label}: not known.`, `${label} : non connu.`),
    unfavourable: text(language, `${label}: they say no. Checked 9 May 2026, on a visit.`, `${label} : ils disent non. Vérifié le 9 mai 2026, sur place.`),
  };
  const known = evidence !== 'unknown';
  return { part, evidence, strength, text: words[evidence], verified_on: known ? '2026-03-03' : null, method: known ? 'call_back' : null, source: known ? 'sample' : null, told: false };
}

export function open(language, state) {
  const none = { until: null, next: null, as_said: null, lead: false };
  switch (state) {
    case 'open':
      return { ...none, state: 'open', text: text(language, 'Open until 06:00', 'Ouvert jusqu’à 6 h'), until: '2026-11-25T06:00' };
    case 'closed':
      return { ...none, state: 'closed', text: text(language, 'Closed, opens Wednesday 09:00', 'Fermé, ouvre mercredi à 9 h'), next: '2026-11-25T09:00' };
    case 'lead':
      return { ...none, state: 'unknown', lead: true, as_said: 'Mon-Fri 9-5', text: text(language, 'Their listing says: Mon-Fri 9-5. No date, not checked', 'Leur fiche dit : Mon-Fri 9-5. Sans date, non vérifié') };
    default:
      return { ...none, state: 'unknown', text: text(language, 'Hours not known', 'Heures non connues') };
  }
}

const phone = (language, number, answered) => ({
  number,
  description: null,
  languages: ['en'],
  answered,
  answered_text: {
    yes: text(language, 'By their listing answered now (not checked)', 'Selon leur fiche, on répond maintenant (non vérifié)'),
    no: text(language, 'By their listing not answered at that hour', 'Selon leur fiche, on ne répond pas à cette heure'),
    unknown: text(language, 'Not known whether anyone answers now', 'On ne sait pas si l’on répond maintenant'),
  }[answered],
});

const features = (language) => [
  { name: 'needs', label: text(language, 'Meets the need', 'Répond au besoin'), value: 1, weight: 2, contribution: 2 },
  { name: 'distance', label: text(language, 'Close by', 'Tout près'), value: 0.7, weight: 1, contribution: 0.7 },
  { name: 'freshness', label: text(language, 'Checked lately', 'Vérifié récemment'), value: 0.4, weight: 0.5, contribution: 0.2 },
];

const base = (n, language) => ({
  service_id: uuid(n),
  service_at_location_id: uuid(100 + n),
  short_id: `abcdef2${n}`,
  name_language: language.startsWith('fr') ? 'fr' : 'en',
  summary_language: 'en',
  score: 0.9 - n / 10,
  area: null,
  contacts: [],
  leads: [],
  why: [],
  ask: [],
  features: features(language),
  sites: [],
});

/** A result's one site, with its point or published area for the map. */
const site = (n, language, state, name, distance_km, region, area = null) => [
  { service_at_location_id: uuid(100 + n), name, address: null, area, distance_km, open: open(language, state), class: 'meets', region },
];

export function results(language) {
  return [
    {
      ...base(1, language),
      name: 'Elm Street Night House',
      organization: { id: uuid(51), name: 'Riverbend Night Houses' },
      summary: 'Beds for one night at a time, with breakfast. Doors open at 20:00; whoever comes later rings the bell.',
      distance_km: 0.8,
      sites: site(1, language, 'open', 'Elm Street', 0.8, { lat: 49.9, lon: -97.13, radius_km: 0 }),
      open: open(language, 'open'),
      phones: [phone(language, '204-555-0101', 'yes')],
      contacts: [{ name: 'Dana', role: 'primary', title: text(language, 'evening worker', 'intervenante du soir'), languages: ['en', 'fr'], hours: '16:00-24:00', direct_line: '204-555-0102', message_allowed: 'yes', confirmed_on: '2026-09-01' }],
      why: [{ part: 'hours', evidence: 'favourable', strength: 'required', text: text(language, 'Open at that hour. Stated 1 September 2026.', 'Ouvert à cette heure. Indiqué le 1er septembre 2026.'), verified_on: '2026-09-01', method: null, source: 'sample', told: false }],
    },
    {
      ...base(2, language),
      name: 'Women and Children’s Transitional Apartments and Family Support Program of the Greater Riverbend Regional Neighbourhoods Association',
      organization: { id: uuid(52), name: 'Greater Riverbend Regional Neighbourhoods Association' },
      summary: 'Furnished apartments for up to two years.',
      distance_km: 12.4,
      open: open(language, 'closed'),
      phones: [phone(language, '204-555-0110', 'no'), { ...phone(language, '1-800-555-0111', 'unknown'), description: text(language, 'Toll-free', 'Sans frais') }],
      why: [{ part: 'language:fr', evidence: 'stale', strength: 'preferred', text: text(language, 'They say staff speak French. Checked 2 January 2026 by phone, some time ago.', 'Ils disent que le personnel parle français. Vérifié le 2 janvier 2026 par téléphone, il y a longtemps.'), verified_on: '2026-01-02', method: 'call_back', source: 'sample', told: false }],
      sites: [
        { service_at_location_id: uuid(102), name: 'Maple building', address: '12 Maple Street', area: null, distance_km: 12.4, open: open(language, 'closed'), class: 'meets', region: { lat: 49.985, lon: -97.09, radius_km: 0 } },
        { service_at_location_id: uuid(112), name: 'Birch building', address: '40 Birch Road', area: null, distance_km: 14, open: open(language, 'unknown'), class: 'meets', region: { lat: 49.99, lon: -97.24, radius_km: 0 } },
      ],
    },
    {
      ...base(3, language),
      name: 'Maison du Phare',
      name_language: 'fr',
      organization: { id: uuid(53), name: 'Maison du Phare' },
      summary: 'Un lit, un repas chaud et quelqu’un à qui parler, pour les jeunes de 16 à 24 ans.',
      summary_language: 'fr',
      distance_km: 3.2,
      sites: site(3, language, 'lead', 'Maison du Phare', 3.2, { lat: 49.888, lon: -97.095, radius_km: 0 }),
      open: open(language, 'lead'),
      phones: [phone(language, '204-555-0120', 'unknown')],
      leads: [
        { part: 'fact:smudging-indoors', against: false, text: text(language, 'Their listing says: smudging welcome. Not checked.', 'Leur fiche dit : smudging welcome. Non vérifié.') },
        { part: 'fact:no-id-asked', against: true, text: text(language, 'Their listing mentions: bring photo ID. Not checked.', 'Leur fiche mentionne : bring photo ID. Non vérifié.') },
      ],
      ask: [
        { part: 'hours', strength: 'required', question: text(language, 'Until when can someone come tonight?', 'Jusqu’à quelle heure peut-on venir ce soir?'), text: text(language, 'Their hours have no date.', 'Leurs heures sont sans date.') },
        { part: 'age', strength: 'required', question: text(language, 'Which ages do you take?', 'Quels âges acceptez-vous?'), text: text(language, 'Not known which ages they take.', 'On ne sait pas quels âges ils acceptent.') },
      ],
    },
    {
      ...base(4, language),
      name: 'Night Line',
      service_at_location_id: null,
      organization: { id: uuid(54), name: 'Prairie Listening' },
      summary: 'Someone to talk to, by phone, all night.',
      distance_km: null,
      open: open(language, 'unknown'),
      phones: [phone(language, '1-800-555-0130', 'yes')],
      ask: [{ part: 'language:cr', strength: 'required', question: text(language, 'Does anyone there speak Cree?', 'Quelqu’un y parle-t-il cri?'), text: '' }],
    },
    {
      ...base(5, language),
      name: 'Cedar Rooms',
      organization: { id: uuid(55), name: 'Cedar Rooms Society' },
      summary: 'Rooms for some weeks.',
      area: text(language, 'the north end', 'dans le nord de la ville'),
      distance_km: null,
      sites: site(5, language, 'unknown', null, null, { lat: 49.93, lon: -97.16, radius_km: 2 }, text(language, 'the north end', 'le nord de la ville')),
      open: open(language, 'unknown'),
      phones: [],
      why: [{ part: 'avoid', evidence: 'unknown', strength: 'critical', text: text(language, 'Where exactly it is isn’t published: we can’t tell whether it is in the area to keep away from.', 'L’endroit exact n’est pas publié : on ne peut pas savoir s’il est dans le secteur à éviter.'), verified_on: null, method: null, source: null, told: false }],
    },
    {
      ...base(6, language),
      name: 'Station Hostel',
      organization: { id: uuid(56), name: 'Station Hostel Ltd.' },
      summary: 'Dormitory beds by the night.',
      distance_km: 5.5,
      open: open(language, 'closed'),
      phones: [phone(language, '204-555-0140', 'no')],
    },
  ];
}

/** The service's own page, or null where there is none. Number 6 was withdrawn. */
export function servicePage(id, language) {
  const result = results(language).find(({ service_id }) => service_id === id);
  if (result === undefined) return null;
  if (result.name === 'Station Hostel') return { id, withdrawn: true, name: result.name };
  const bare = result.phones.length === 0;
  const site = result.service_at_location_id;
  return {
    id,
    short_id: result.short_id,
    name: result.name,
    organization: { ...result.organization, description: null, website: null },
    status: 'active',
    withdrawn: false,
    summary: result.summary,
    description: [{ language: result.summary_language, text: result.summary, made: 'source' }],
    needs: [{ id: 'housing.bed-tonight', label: text(language, 'A bed tonight', 'Un lit pour cette nuit') }],
    facts: bare ? [] : facts(language, site),
    leads: result.leads.map(({ part, against, text: words }) => ({ fact: part.slice(5), against, text: words })),
    hours: bare ? [] : [week(language, site)],
    languages: bare ? [] : [
      { tag: 'en', label: text(language, 'English', 'Anglais'), endonym: 'English', offer: 'staff', offer_label: text(language, 'staff speak it', 'le personnel la parle'), service_at_location_id: null },
      { tag: 'crk', label: text(language, 'Plains Cree', 'Cri des plaines'), endonym: 'ᓀᐦᐃᔭᐍᐏᐣ', offer: 'interpreter_phone', offer_label: text(language, 'interpreter by phone', 'interprète par téléphone'), service_at_location_id: null },
    ],
    eligibility: { text: null, minimum_age: bare ? null : 16, maximum_age: bare ? null : 24, genders: [], documents: [] },
    cost: bare ? [] : [{ text: text(language, 'Free', 'Gratuit') }],
    contacts: result.contacts,
    phones: result.phones,
    url: bare ? null : 'https://elm.example.org/a-rather-long-address/that-must-wrap-on-a-small-screen',
    email: null,
    application_process: bare ? null : text(language, 'Ring the bell, or phone first.', 'Sonnez, ou appelez d’abord.'),
    alert: null,
    sites: site === null ? [] : [{ service_at_location_id: site, name: bare ? null : 'Elm Street', address: bare ? null : '8 Elm Street', area: result.area, latitude: null, longitude: null, transportation: bare ? null : text(language, 'Bus 18 stops in front', 'L’autobus 18 s’arrête devant'), accessibility: [], hidden: bare }],
    source: { name: 'sample', assured_on: bare ? null : '2026-09-01' },
    last_modified: '2026-09-01T12:00:00Z',
  };
}

function facts(language, site) {
  const fact = (id, group, labels, evidence, words, checked, level = 'service') => ({
    fact: id, group, group_label: text(language, ...labels), label: id, level,
    service_at_location_id: level === 'site' ? site : null, evidence, value: 'yes',
    text: text(language, ...words), checked: text(language, ...checked),
    verified_on: null, method: null, source: 'sample', standing: 'reviewed', detail: null,
  });
  const safety = ['Safety and privacy', 'Protection et vie privée'];
  const culture = ['Culture and spirit', 'Culture et spiritualité'];
  return [
    fact('no-id-asked', 'safety', safety, 'favourable', ['They say no one is asked for ID.', 'Ils disent que personne ne doit montrer une pièce d’identité.'], ['Checked 3 March 2026, by call-back', 'Vérifié le 3 mars 2026, par rappel']),
    fact('no-visitors', 'safety', safety, 'stale', ['They say visitors can’t come in.', 'Ils disent que les visites ne sont pas permises.'], ['Checked 12 January 2026, on a visit; due for checking again', 'Vérifié le 12 janvier 2026, sur place; à vérifier de nouveau'], 'site'),
    fact('smudging', 'culture', culture, 'unknown', ['Not known whether people can smudge there.', 'On ne sait pas si l’on peut y faire la purification par la fumée.'], ['Not checked', 'Non vérifié']),
    fact('elder', 'culture', culture, 'unfavourable', ['They say there is no Elder.', 'Ils disent qu’il n’y a pas d’Aînée ni d’Aîné.'], ['Checked 3 March 2026, by call-back', 'Vérifié le 3 mars 2026, par rappel']),
  ];
}

function week(language, site) {
  const days = text(language, 'Tuesday,Wednesday,Thursday,Friday,Saturday,Sunday,Monday', 'mardi,mercredi,jeudi,vendredi,samedi,dimanche,lundi').split(',');
  const night = { opens: '20:00', closes: '06:00', next_day: true, uncertain: false };
  return {
    service_at_location_id: site,
    kind: 'open',
    kind_label: text(language, 'Open', 'Ouvert'),
    stated_on: '2026-09-01',
    lead: false,
    as_said: null,
    week: days.map((weekday, index) => ({
      date: index < 7 ? `2026-11-${24 + index}` : '2026-12-01',
      weekday,
      shifts: index === 3 ? [] : index === 5 ? [{ ...night, uncertain: true }] : [night],
      closed: index === 3,
      holiday: index === 5 ? text(language, 'Holiday', 'Jour férié') : null,
    })),
  };
}
