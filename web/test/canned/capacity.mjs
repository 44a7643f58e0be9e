/** What services say of their beds in the stand-in; each session has its own. */
import { text } from './services.mjs';

const id = (number) => `00000000-0000-4000-8000-00000000020${number}`;
const services = [
  { service_id: id(1), name: 'North House' },
  { service_id: id(2), name: 'North Kitchen' },
];
const instant = (ms) => `${new Date(ms).toISOString().slice(0, 19)}Z`;

export class CapacityDesk {
  #own;
  #said = new Map();

  /** A night desk has the first service alone. */
  constructor(role) {
    this.#own = role === 'capacity' ? services.slice(0, 1) : services;
  }

  get() {
    return { services: this.#own.map((service) => ({ ...service, capacity: this.#said.get(service.service_id) ?? null })) };
  }

  answer(path, { service_id, beds, minutes }) {
    if (!this.#own.some((service) => service.service_id === service_id)) return { status: 403, code: 'not_allowed' };
    if (path === '/api/v1/capacity/take-back') {
      this.#said.delete(service_id);
      return { status: 204 };
    }
    if (path !== '/api/v1/capacity/say') return { status: 404, code: 'not_found' };
    if (!(beds >= 0 && beds <= 99 && minutes >= 15 && minutes <= 1440)) return { status: 400, code: 'out_of_range' };
    const said = { beds, said_at: instant(Date.now()), until: instant(Date.now() + minutes * 60_000) };
    this.#said.set(service_id, said);
    return { status: 200, body: said };
  }
}

/** What a result says of its beds, for two hours from now. */
export function capacityOf(language, beds, seconds = 7200) {
  const now = Date.now();
  return {
    beds,
    said_at: instant(now),
    until: instant(now + seconds * 1000),
    text: beds === 0 ? text(language, 'Full (said 21:10, until 23:00)', 'Complet (annoncé : 21:10; jusqu’à 23:00)') : text(language, `Beds free: ${beds} (said 21:10, until 23:00)`, `Lits libres : ${beds} (annoncé : 21:10; jusqu’à 23:00)`),
  };
}
