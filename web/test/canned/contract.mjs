/** The members that each request may have; `[]` stands for the members of a list's entries. */
const search = {
  text: 1, needs: 1, near: { lat: 1, lon: 1, place: 1 }, within_km: 1, within_strength: 1,
  languages: [{ code: 1, strength: 1 }],
  when: { now: 1, at: 1, from: 1, to: 1, after_hours: 1, strength: 1 },
  participant: { age: 1, gender: 1, identity: 1, children: 1, pregnant: 1, pets: 1, documents: 1, strength: 1 },
  constraints: [{ fact: 1, want: 1, strength: 1 }],
  avoid: { areas: [{ lat: 1, lon: 1, radius_km: 1 }], organizations: 1, strength: 1 },
  told: [{ service_at_location_id: 1, fact: 1, answer: 1 }],
  phase: 1, order: 1, include: 1, without: 1, language: 1, limit: 1, cursor: 1,
};

const members = {
  '/api/v1/search': search,
  '/api/v1/explain': { request: search, service_id: 1, language: 1 },
  '/api/v1/check-in': { service_id: 1, answer: 1 },
  '/api/v1/hand-over': { token: 1, service_id: 1, language: 1, worker_language: 1 },
  '/api/v1/count': { permit: 1, outcome: 1 },
  '/api/v1/unmet': { permit: 1 },
  '/api/v1/report': { service_id: 1, service_at_location_id: 1, kind: 1, about: 1, note: 1, language: 1 },
  '/api/v1/plan': {
    needs: 1, near: search.near, within_km: 1, within_strength: 1, languages: search.languages, participant: search.participant,
    constraints: search.constraints, avoid: search.avoid, told: search.told,
    start: { now: 1, at: 1 }, tonight: 1, travel: { ride: 1, walk_km: 1 }, language: 1,
  },
  '/api/v1/service': { id: 1, language: 1 },
  '/api/v1/suggest': { text: 1, language: 1, near: { lat: 1, lon: 1, place: 1 } },
};

/** The pointer of the first member that the contract doesn't have, or null. */
export function unknownMember(pathname, body) {
  return members[pathname] === undefined ? null : unknownIn(body, members[pathname], '');
}

function unknownIn(value, known, pointer) {
  if (known === 1) return null;
  if (Array.isArray(known)) {
    if (!Array.isArray(value)) return pointer;
    return value.map((entry, index) => unknownIn(entry, known[0], `${pointer}/${index}`)).find((found) => found !== null) ?? null;
  }
  if (typeof value !== 'object' || value === null) return pointer;
  for (const [name, member] of Object.entries(value)) {
    const unknown = known[name] === undefined ? `${pointer}/${name}` : unknownIn(member, known[name], `${pointer}/${name}`);
    if (unknown !== null) return unknown;
  }
  return null;
}
