/**
 * The check-in as searchd answers it (decision 26): a yes gives a token for one service, the token is spent by one
 * hand-over, and that gives a permit for one count. Whatever is wrong with a token or permit, the answer is one and
 * the same.
 */
import { randomBytes } from 'node:crypto';
import { results, servicePage, text } from './services.mjs';

const tokenSeconds = 1800;
const outcomes = ['reached', 'full', 'closed', 'wrong_details', 'not_a_fit', 'turned_away'];
export const reportAbouts = {
  wrong_detail: ['phone', 'hours', 'address', 'closed', 'eligibility', 'cost', 'language', 'other'],
  not_all_right: ['turned_away', 'asked_for_id', 'asked_what_happened', 'told_others', 'not_welcome', 'conditions_set', 'did_not_feel_right', 'other'],
};

/** Token or permit to the service that it is for, and when it ends. */
const issued = new Map();

/** What lets a worker count each of these needs as missing. */
export const unmetOf = (needs, labelOf, near) =>
  needs.map((need) => ({ need, label: labelOf(need), region: near === undefined ? null : 'CA-MB', permit: issue('unmet', need) }));

function issue(kind, serviceId) {
  const secret = randomBytes(32).toString('base64url');
  issued.set(secret, { kind, serviceId, until: Date.now() + tokenSeconds * 1000 });
  return secret;
}

/** Single use: looked up and gone. */
function spend(kind, secret) {
  const found = issued.get(secret);
  if (found === undefined || found.kind !== kind) return null;
  issued.delete(secret);
  return found.until < Date.now() ? null : found.serviceId;
}

const refused = { status: 403, code: 'forbidden', detail: 'This needs a yes that is new.' };
const wrong = (pointer, detail = 'Not a value that this may have.') => ({ status: 400, code: 'wrong_value', detail, pointer });
const there = (id) => results('en').find(({ service_id }) => service_id === id && servicePage(id, 'en').withdrawn !== true);

/** Each answers with { status, body } or with a problem. */
export const checkInRoutes = {
  '/api/v1/check-in': ({ service_id: id, answer }) => {
    if (answer !== 'yes') return wrong('/answer');
    if (there(id) === undefined) return { status: 404, code: 'not_found', detail: 'Nothing here.' };
    return { status: 200, body: { token: issue('token', id), expires_in: tokenSeconds } };
  },
  '/api/v1/hand-over': ({ token, service_id: named, language, worker_language: worker }) => {
    // Another service's name on a good token doesn't spend it.
    if (named !== undefined && issued.get(token)?.serviceId !== named) return refused;
    const id = typeof token === 'string' ? spend('token', token) : null;
    return id === null ? refused : { status: 200, body: handOver(id, language ?? 'en', worker) };
  },
  '/api/v1/count': ({ permit, outcome }) => {
    if (!outcomes.includes(outcome)) return wrong('/outcome');
    return typeof permit === 'string' && spend('permit', permit) !== null ? { status: 204 } : refused;
  },
  '/api/v1/unmet': ({ permit }) => (spend('unmet', permit) === null ? refused : { status: 204 }),
  '/api/v1/report': ({ service_id: id, kind, about, note }) => {
    if (there(id) === undefined) return { status: 404, code: 'not_found', detail: 'Nothing here.' };
    if (!reportAbouts[kind]?.includes(about)) return wrong(reportAbouts[kind] === undefined ? '/kind' : '/about');
    if ((note ?? '').length > 280) return wrong('/note');
    if (/\d{3}|@|\b(Street|St|Ave|rue)\b/.test(note ?? '')) {
      return { status: 400, code: 'identifying', detail: 'this looks like a phone number: say it without', pointer: '/note' };
    }
    return { status: 204 };
  },
};

const scriptIn = (language) => [
  text(language, 'Hello, I work with young people. I am asking without a name.', 'Bonjour, je travaille avec des jeunes. Je demande sans donner de nom.'),
  text(language, 'Do you have room tonight, and until when may one come?', 'Avez-vous de la place ce soir, et jusqu’à quelle heure peut-on venir?'),
];

function handOver(id, language, worker) {
  const result = there(id);
  const page = servicePage(id, 'en');
  const number = result.phones[0]?.number ?? null;
  const contact = result.contacts[0];
  const line = (label, words, tag = null) => ({ label, text: words, language: tag });
  return {
    service_id: id,
    short_id: result.short_id,
    name: result.name,
    name_language: result.name_language,
    organization: result.organization.name,
    phones: result.phones.map(({ number: one, description, languages }) => ({ number: one, description, languages })),
    contacts: contact === undefined ? [] : [contact, { name: 'Noor', role: 'backup', title: text(language, 'night worker', 'intervenante de nuit'), languages: ['en'], hours: '00:00-08:00', direct_line: null, message_allowed: 'no', confirmed_on: null }],
    card: {
      title: text(language, 'To reach', 'Pour joindre'),
      lines: [
        ...(number === null ? [] : [line(text(language, 'Number', 'Numéro'), number)]),
        ...(contact === undefined ? [] : [line(text(language, 'Ask for', 'Demander'), contact.name, 'en')]),
        ...(page.sites[0]?.address == null ? [] : [line(text(language, 'Where', 'Où'), page.sites[0].address, 'en')]),
        line(text(language, 'Hours', 'Heures'), text(language, 'Tuesday to Thursday 20:00 to 06:00', 'mardi à jeudi 20 h à 6 h')),
      ],
    },
    number,
    code: number === null ? `/i/${result.short_id}` : `tel:+1${number.replace(/\D/g, '').replace(/^1/, '')}`,
    script: scriptIn(language),
    worker_script: worker === undefined || worker === language ? null : scriptIn(worker),
    next: [
      { phase: 'stabilization', label: text(language, 'In the next weeks', 'Dans les prochaines semaines'), text: text(language, 'Somewhere to live for longer, and someone to talk to.', 'Un logement plus durable, et quelqu’un à qui parler.') },
    ],
    after_hours: {
      text: text(language, 'If nobody answers, these answer at night too.', 'Si personne ne répond, ces lignes répondent aussi la nuit.'),
      phones: [{ name: text(language, 'Youth Help Line', 'Ligne jeunesse'), number: '1-800-555-0150' }],
    },
    permit: issue('permit', id),
  };
}
