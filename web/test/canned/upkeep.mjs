/** Check pages and the upkeep room in the stand-in; answers outlive a page. */

const id = (number) => `00000000-0000-4000-8000-00000000020${number}`;
const fact = (name, en, fr, stated_on, due_on, state, bad = false) => ({
  key: `service/${id(1)}/${name}`, subject: 'service', detail: '', stated_on, due_on, state, fact: name, group: 'safety', says: { en, fr }, bad,
});
const detail = (member, value) => ({ key: `detail/${member}`, subject: 'service', detail: '', stated_on: '2026-09-01', due_on: '2026-11-30', state: 'due', member, value });

const lines = [
  fact('no-id-asked', 'They don’t ask for ID.', 'On ne demande pas de pièce d’identité.', '2026-06-01', '2026-11-28', 'due'),
  fact('tells-guardian', 'They tell a parent or guardian.', 'On avertit un parent ou un tuteur.', '2026-02-01', '2027-02-01', 'later', true),
  fact('no-story-needed', 'You needn’t tell what happened.', 'Il n’est pas nécessaire de dire ce qui s’est passé.', null, null, 'undated'),
  detail('schedules', [{ freq: 'WEEKLY', byday: 'MO,TU,WE,TH,FR', opens_at: '21:00', closes_at: '07:00' }]),
  detail('phones', [{ number: '204-555-0130', description: 'Night line' }]),
  { ...detail('ages', { minimum_age: 16, maximum_age: 24 }), due_on: '2027-02-28', state: 'ahead' },
];

export class Upkeep {
  #answers = new Map();
  #sent = false;

  answer(path, body, account) {
    const draft = `${account} ${body.service_id}`;
    switch (path) {
      case '/api/v1/desk/check':
        return {
          status: 200,
          body: { service_id: body.service_id, name: 'North House', phones: ['204-555-0130'], assured_on: '2026-09-01', checks_left: this.#sent ? 2 : 3, next_on: null, change_waits: false, lines, answers: this.#answers.get(draft) ?? {} },
        };
      case '/api/v1/desk/check/draft':
        this.#answers.set(draft, body.answers);
        return { status: 204 };
      case '/api/v1/desk/check/send': {
        const said = Object.values(body.answers);
        this.#answers.delete(draft);
        this.#sent = true;
        const whole = said.length === lines.length;
        return { status: 200, body: { at_once: said.some((one) => one !== 'still_so') ? 'done' : 'nothing', submission_id: said.includes('still_so') ? 51 : null, whole, assured: whole } };
      }
      case '/api/v1/upkeep':
        return {
          status: 200,
          body: {
            listings: 120, verified: 102, overdue_listings: 2,
            overdue: [
              { service_id: id(1), name: 'North House', organization: 'North House Society', visibility: 'public', phones: ['204-555-0130'], lines: 4, due_on: '2026-08-14' },
              { service_id: id(2), name: 'North Kitchen', organization: 'North House Society', visibility: 'staff', phones: [], lines: 1, due_on: '2026-11-01' },
            ],
          },
        };
      case '/api/v1/upkeep/gaps':
        return { status: 200, body: gaps(body) };
      default:
        return { status: 404, code: 'not_found' };
    }
  }
}

function gaps({ region }) {
  const calls = Array.from({ length: region === 'Lakefield' ? 1 : 12 }, (_, at) => ({
    service_id: `00000000-0000-4000-8000-0000000003${String(at).padStart(2, '0')}`,
    name: `Place ${at + 1}`, organization: 'A society', region: at === 0 ? 'Lakefield' : 'Winnipeg', phones: [`204-555-02${String(at).padStart(2, '0')}`],
    why: 'Would count in 3 more lists.', questions: ['Do you ask for ID?', 'When are you open, evenings and weekends too?'],
  }));
  return {
    cells: [{ preset: 'Nobody asks', need: 'A bed tonight', region: 'Lakefield', meets: 0, ask: 4 }], lists: 1, calls,
    presets: [{ id: 'nobody-asks', label: 'Nobody asks' }], regions: ['Lakefield', 'Winnipeg'],
  };
}
