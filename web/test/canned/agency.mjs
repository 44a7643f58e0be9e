import { results, servicePage } from './services.mjs';

/** An agency's listings in the stand-in, with drafts that outlive a page. */

const need = { accounts: 1, organizations: 1, call_back: 'none', approvals: 0 };
const id = (number) => `00000000-0000-4000-8000-00000000020${number}`;
const summary = (number, outcome, reason = null) => ({ id: number, outcome, submitted_on: '2026-11-23', reason, review: need });

export class AgencyDesk {
  #drafts = new Map();
  #rows = new Map(
    [
      { service_id: id(1), name: 'North House', status: 'live', submission: null, facts: { recorded: 9, due: 2, overdue: 1 } },
      { service_id: id(2), name: 'North Kitchen', status: 'live', submission: summary(31, 'waiting'), facts: { recorded: 3, due: 0, overdue: 0 } },
      { service_id: id(3), name: 'North Rides', status: 'new', submission: summary(32, 'changes_asked', 'Which days?'), facts: { recorded: 0, due: 0, overdue: 0 } },
      { service_id: id(4), name: 'North Beds', status: 'live', submission: null, facts: { recorded: 0, due: 0, overdue: 0 } },
      { service_id: id(0), name: 'North Rest', status: 'live', submission: null, facts: { recorded: 0, due: 0, overdue: 0 } },
    ].map((row) => [row.service_id, { visibility: 'public', ...row }]),
  );

  answer(path, body) {
    const row = this.#rows.get(body.service_id);
    switch (path) {
      case '/api/v1/desk/listings':
        return { status: 200, body: { organization: { id: 'north-house', name: 'North House Society' }, listings: [...this.#rows.values()].map((each) => ({ ...each, draft: this.#drafts.has(each.service_id) })) } };
      case '/api/v1/desk/listing':
        return row === undefined && !this.#drafts.has(body.service_id) && body.begins !== true ? { status: 404, code: 'not_found' } : { status: 200, body: this.#listing(body.service_id, row) };
      case '/api/v1/desk/draft':
        this.#drafts.set(body.service_id, body.body);
        return { status: 204 };
      case '/api/v1/desk/submit':
        return this.#submit(body, row);
      case '/api/v1/desk/preview':
        return this.#preview(body, row);
      case '/api/v1/desk/template':
        return { status: 200, body: { text: 'id,name,organization\r\n', columns: [{ name: 'name', help: 'what the service is called' }] } };
      case '/api/v1/desk/upload':
        return this.#upload(body);
      case '/api/v1/desk/take-back':
        for (const each of this.#rows.values()) if (each.submission?.id === body.submission_id) each.submission = summary(body.submission_id, 'taken_back');
        return { status: 204 };
      default:
        return { status: 404, code: 'not_found' };
    }
  }

  #listing(service_id, row) {
    const draft = this.#drafts.get(service_id);
    return {
      service_id,
      status: row?.status ?? 'new',
      visibility: row?.visibility ?? 'public',
      members: row === undefined ? { needs: [] } : {
        name: row.name,
        description: 'Twelve beds for young people.',
        needs: ['housing.bed-tonight'],
        phones: [{ id: 'phone 1', number: '204-555-0130' }],
        schedules: [{ id: 'hours 1', freq: 'WEEKLY', byday: 'MO,TU,WE,TH,FR', opens_at: '21:00', closes_at: '07:00' }],
      },
      facts: [{ fact: 'no-id-asked', group: 'safety', label: 'No ID asked', question: 'Do you ask for ID?', polarity: 'protective', two_people: true, subject: 'service', subject_id: service_id, value: null, detail: '', verified_on: null, evidence: 'unknown', due_on: null }],
      draft: draft === undefined ? null : { body: draft, saved_on: '2026-11-25' },
      submission: row?.submission ?? null,
    };
  }

  /** The first made-up service under the draft's name; what is for staff only the kiosk doesn't show. */
  #preview(body, row) {
    if (body.changes?.description?.includes('street')) return { status: 400, code: 'out_of_range', detail: 'the text is too long', pointer: '/changes/description' };
    const [made] = results(body.language);
    const name = body.changes?.name ?? row?.name ?? made.name;
    const words = body.changes?.description;
    const page = servicePage(made.service_id, body.language);
    const phones = body.changes?.phones?.map((phone) => ({ ...made.phones[0], message_allowed: 'unknown', ...phone })) ?? made.phones;
    const seen = { result: { ...made, name, phones, ...(words == null ? {} : { summary: words }) }, page: { ...page, name, ...(words == null ? {} : { description: [{ language: 'en', text: words }] }) } };
    return { status: 200, body: { worker: seen, kiosk: (body.visibility ?? row?.visibility ?? (body.submission_id === undefined ? 'staff' : 'public')) === 'public' ? seen : null } };
  }

  /** Each line behind the header is a listing; one that says "bad" can't be taken. */
  #upload({ text, digest }) {
    const rows = text.trim().split('\n').slice(1);
    const faults = rows.flatMap((row, at) => (row.includes('bad') ? [{ line: at + 2, field: 'url', reason: 'an address of a page begins with https://' }] : []));
    const listings = rows.map((row, at) => ({ line: at + 2, service_id: id(5 + at), name: row.split(',')[0], is_new: true, visibility: 'staff', changes: [{ member: 'description', before: 'Beds.', after: row.split(',').slice(2).join(',') }] }));
    const whole = faults.length === 0 && rows.length > 0;
    return { status: 200, body: { rows: rows.length, unchanged: 0, listings, faults, more_faults: 0, digest: whole ? 'f'.repeat(64) : null, submitted: digest === undefined ? null : rows.length } };
  }

  /** A description that says "street" is refused, as a server's own rule may. */
  #submit(body, row) {
    if (body.changes?.description?.includes('street')) return { status: 400, code: 'out_of_range', detail: 'the text is too long', pointer: '/changes/description' };
    const made = row ?? { service_id: body.service_id, name: body.changes?.name ?? '', status: 'new', visibility: 'public', facts: { recorded: 0, due: 0, overdue: 0 } };
    this.#rows.set(body.service_id, { ...made, submission: summary(40, 'waiting') });
    this.#drafts.delete(body.service_id);
    return { status: 200, body: { submission_id: 40, review: need } };
  }
}
