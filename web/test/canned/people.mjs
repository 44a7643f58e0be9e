/** Who is invited and who has an account in the stand-in; each session has its own. */
const organizations = [
  { id: 'north-house', name: 'North House', affiliated_with: null },
  { id: 'south-door', name: 'South Door', affiliated_with: null },
];
const account = (id, name, role, organization_id, disabled_on = null) => ({ id, name, role, organization_id, service_id: null, created_on: '2026-10-01', disabled_on });

export class People {
  #organizations = [...organizations];
  #invitations = [
    { id: '00000000000000a1', role: 'agency_editor', organization_id: 'south-door', service_id: null, invited_by: 'ffffffffffffffff', approved: false, expires_at: '2026-12-08T12:00:00Z' },
    { id: '00000000000000a2', role: 'reviewer', organization_id: 'south-door', service_id: null, invited_by: 'ffffffffffffffff', approved: false, expires_at: '2026-11-28T12:00:00Z' },
  ];
  #accounts;
  #own;

  constructor(own) {
    this.#own = own;
    this.#accounts = [
      account(own, 'administrator', 'administrator', 'north-house'),
      account('00000000000000b1', 'kim', 'worker', 'south-door'),
      account('00000000000000b2', 'oda', 'reviewer', 'south-door', '2026-11-01'),
    ];
  }

  answer(path, body, role) {
    const administers = role === 'administrator';
    if (path === '/api/v1/account/invitations') return { status: 200, body: { invitations: this.#invitations, organizations: this.#organizations } };
    if (path === '/api/v1/account/invite') return this.#invite(body);
    if (path === '/api/v1/account/approve') {
      const found = this.#invitations.find(({ id }) => id === body.id);
      if (found === undefined) return { status: 404, code: 'not_found' };
      found.approved = true;
      return { status: 200, body: { expires_at: found.expires_at } };
    }
    if (!administers) return { status: 403, code: 'forbidden' };
    if (path === '/api/v1/account/list') return { status: 200, body: { accounts: this.#accounts, organizations: this.#organizations } };
    if (path === '/api/v1/account/disable') {
      this.#accounts = this.#accounts.map((each) => (each.id === body.id ? { ...each, disabled_on: '2026-11-25' } : each));
      return { status: 204 };
    }
    return null;
  }

  #invite({ role, organization_id, organization_name, service_id }) {
    if (organization_id === 'taken') return { status: 409, code: 'conflict' };
    if (organization_name !== undefined) this.#organizations.push({ id: organization_id, name: organization_name, affiliated_with: null });
    const made = { id: '00000000000000c1', role, organization_id, service_id: service_id ?? null, invited_by: this.#own, approved: false, expires_at: '2026-11-28T12:00:00Z' };
    this.#invitations = [...this.#invitations, made];
    return { status: 200, body: { id: made.id, invitation: 'c4nary-0nce-t0ld', expires_at: made.expires_at } };
  }
}
