/** What waits for reviewers in the stand-in, and the reports that hold. Each signed-in name has a desk of its own. */

const need = { one: { accounts: 1, organizations: 1, call_back: 'none', approvals: 0 }, call: { accounts: 1, organizations: 1, call_back: 'any', approvals: 0 }, two: { accounts: 2, organizations: 2, call_back: 'elsewhere', approvals: 0 } };
const id = (number) => `00000000-0000-4000-8000-00000000010${number}`;
const phone = (number) => ({ id: `phone ${number}`, number });

const weekly = (byday, opens_at, closes_at) => ({ id: `${byday} ${opens_at}`, freq: 'WEEKLY', byday, opens_at, closes_at });

function submissions() {
  const all = [
    {
      id: 11, name: 'Elm Street Night House', organization: 'Elm Street Society', age_hours: 53, classes: ['contact', 'routine'], review: need.call,
      changes: [
        { member: 'phones', class: 'contact', before: [phone('204-555-0110')], after: [phone('1-900-555-0111')] },
        { member: 'schedules', class: 'contact', before: [weekly('MO,TU,WE,TH,FR', '21:00', '07:00')], after: [weekly('MO,TU,WE,TH,FR', '21:00', '07:00'), weekly('SA,SU', '20:00', '09:00')] },
        { member: 'description', class: 'routine', before: 'Twelve beds.', after: 'Fourteen beds. Smudging welcome.' },
      ],
      old_numbers: ['204-555-0110'],
      mentions: [{ fact: 'smudging', label: 'Smudging', question: 'May people smudge with you?', value: 'yes' }],
      warnings: [{ kind: 'premium_number', member: 'phones', text: '1-900-555-0111' }],
    },
    {
      id: 12, name: 'Maison du Phare', organization: 'Maison du Phare inc.', age_hours: 26, classes: ['safety_fact'], review: { ...need.two, approvals: 1 },
      facts: [{ fact: 'no-id-asked', label: 'No ID asked', question: 'Do you ask for ID?', before: null, after: 'yes', detail: 'At the door and later', class: 'safety_fact', known_by: 'agency_statement' }],
      old_numbers: ['204-555-0120'],
      reviews: [{ organization: 'South Door', decision: 'approve', call_back: 'none', reason: '', on: '2026-11-24' }],
    },
    {
      id: 13, name: 'Second Chance Work', organization: 'Second Chance', age_hours: 3, classes: ['eligibility'], review: need.two, is_new: true, visibility: 'hidden',
      changes: [
        { member: '@new', class: 'eligibility', before: null, after: null },
        { member: 'name', class: 'eligibility', before: null, after: 'Second Chance Work' },
        { member: 'description', class: 'eligibility', before: null, after: 'No ID, transport sent to you, guaranteed job. Across from the mill.' },
        { member: 'email', class: 'eligibility', before: null, after: 'help@gmail.com' },
      ],
      hints: [{ member: 'description', text: 'Across from the mill' }],
      warnings: [
        { kind: 'free_mail', member: 'email', text: 'help@gmail.com' },
        { kind: 'promises_job', member: 'description', text: 'guaranteed job' },
        { kind: 'sends_transport', member: 'description', text: 'transport sent to you' },
        { kind: 'shared_number', member: 'phones', text: '204-555-0110 (Elm Street Society)' },
      ],
    },
    { id: 14, name: 'North House Meals', organization: 'North House', age_hours: 0, classes: ['withdrawal'], review: need.one, may: 'own_organization', withdraws: true, changes: [{ member: '@withdrawal', class: 'withdrawal', before: null, after: null }] },
  ];
  return new Map(all.map((each, at) => [each.id, whole(each, at)]));
}

function whole({ organization, age_hours, ...rest }, at) {
  return {
    service_id: id(at), organization: { id: id(at).replace('0100', '0200'), name: organization }, submitted_on: '2026-11-23', age_days: Math.floor(age_hours / 24), age_hours,
    is_new: false, may: 'yes', outcome: 'waiting', visibility: 'public', withdraws: false, changes: [], facts: [], old_numbers: [], hints: [], mentions: [], warnings: [], reviews: [],
    ...rest,
  };
}

const twin = {
  service_id: id(7), name: 'Second Chance', organization: 'Second Chance Society', score: 0.81, phones: ['2045550110'], domains: ['second-chance.example'], towns: ['corvane'],
  shared_phones: ['2045550110'], shared_domains: [], shared_doors: [], distance_km: 1.2,
};

const shownInQueue = ['id', 'service_id', 'name', 'organization', 'submitted_on', 'age_days', 'age_hours', 'classes', 'review', 'is_new', 'may'];

const listing = (number, rest) => ({ service_id: id(number), visibility: 'public', phones: ['204-555-0110'], url: 'https://elm.example', ...rest });
/** Two feeds' records of one place. */
const twins = [
  {
    score: 0.97,
    reasons: [{ sign: 'contact', adds: 2.4 }, { sign: 'same_name', adds: 2.3 }, { sign: 'other_town', adds: -2.5 }],
    first: listing(0, { source: 'winnipeg', name: 'Elm Street Night House', organization: 'Elm Street Society', description: 'Twelve beds.', addresses: ['12 Elm Street, Winnipeg'] }),
    second: listing(7, { source: 'manitoba', name: 'ELM STREET NIGHT HOUSE', organization: 'Elm Street Society, Inc.', description: 'A night house with beds.', addresses: ['12 Elm St., Winnipeg'] }),
  },
];

export class ReviewDesk {
  #submissions = submissions();
  #pairs = twins;
  #reports = [
    { id: 1, service_id: id(5), name: 'Harbour Drop-in', reported_on: '2026-11-24' },
    { id: 2, service_id: id(6), name: 'South Door Kitchen', reported_on: '2026-11-25' },
  ];

  answer(path, body) {
    switch (path) {
      case '/api/v1/review/queue':
        return { status: 200, body: { waiting: [...this.#submissions.values()].filter(({ outcome }) => outcome === 'waiting').map((each) => Object.fromEntries(shownInQueue.map((key) => [key, each[key]]))) } };
      case '/api/v1/review/submission': {
        const found = this.#submissions.get(body.id);
        return found === undefined ? { status: 404, code: 'not_found' } : { status: 200, body: found };
      }
      case '/api/v1/review/duplicates':
        return { status: 200, body: { own: { phones: ['2045550110'], domains: [], towns: ['corvane'] }, duplicates: body.id === 13 ? [twin] : [] } };
      case '/api/v1/review/decide':
        return this.#decide(body);
      case '/api/v1/review/reports':
        return { status: 200, body: { reports: this.#reports } };
      case '/api/v1/review/lift-report':
        if (body.id === 2) return { status: 403, code: 'forbidden' };
        this.#reports = this.#reports.filter((report) => report.id !== body.id);
        return { status: 204 };
      case '/api/v1/review/pairs':
        return { status: 200, body: { found: this.#pairs.length, pairs: this.#pairs } };
      case '/api/v1/review/not-same':
        this.#pairs = [];
        return { status: 204 };
      case '/api/v1/review/merge':
        if (body.into === twins[0].second.service_id) return { status: 403, code: 'not_allowed' };
        this.#pairs = [];
        return { status: 200, body: { submission_id: 15, review: need.two } };
      default:
        return null;
    }
  }

  /** Of "Maison du Phare" somebody else asks for changes first. */
  #decide(body) {
    const found = this.#submissions.get(body.id);
    if (found === undefined) return { status: 404, code: 'not_found' };
    if (body.id === 12 && found.outcome === 'waiting') {
      found.outcome = 'changes_asked';
      found.reviews.push({ organization: 'East Gate', decision: 'ask_changes', call_back: 'elsewhere', reason: 'They do ask for ID at night.', on: '2026-11-25' });
    }
    if (found.outcome !== 'waiting') return { status: 409, code: 'ended' };
    if (body.decision !== 'approve' && body.reason === '') return { status: 400, code: 'missing' };
    found.reviews.push({ organization: 'North House', decision: body.decision, call_back: body.call_back, reason: body.reason, on: '2026-11-25' });
    if (body.decision === 'approve') found.review = { ...found.review, approvals: found.review.approvals + 1 };
    found.may = 'decided';
    if (body.decision !== 'approve') found.outcome = body.decision === 'refuse' ? 'refused' : 'changes_asked';
    else if (found.review.approvals >= found.review.accounts) found.outcome = 'published';
    return { status: 200, body: { outcome: found.outcome, review: found.review } };
  }
}
