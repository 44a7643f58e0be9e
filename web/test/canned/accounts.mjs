/**
 * Accounts of the stand-in: any name but "nobody" and "hurried", with one password. "reviewer" has an authenticator
 * that shows 123456, "night" a PIN. Tests share a server: each takes names of its own.
 */
import { randomBytes } from 'node:crypto';
import { People } from './people.mjs';

export const password = 'blue wagon eats rain';
const pin = '60274913';
const cookieName = '__Host-porchlight';
const cookie = (id) => `${cookieName}=${id}; Path=/; Secure; HttpOnly; SameSite=Strict${id === '' ? '; Max-Age=0' : ''}`;

export class Accounts {
  #passwords = new Map();
  #sessions = new Map();

  /** Plays the end of every session of an account. */
  end(name) {
    for (const [id, session] of this.#sessions) if (session.name === name) this.#sessions.delete(id);
  }

  #isPassword(name, typed) {
    return name !== 'nobody' && typed === (this.#passwords.get(name) ?? (name === 'night' ? pin : password));
  }

  /** The session of a request: absent where it has none, null where it has ended. */
  of(request) {
    const id = (request.headers.cookie ?? '').split('; ').find((pair) => pair.startsWith(`${cookieName}=`))?.slice(cookieName.length + 1);
    return id === undefined ? undefined : (this.#sessions.get(id) ?? null);
  }

  /** What a session route answers, or null where it is none. */
  answer(path, body, request) {
    const session = this.of(request);
    if (path === '/api/v1/session/who') return { status: 200, body: shown(session ?? null) };
    if (path === '/api/v1/session') {
      const right = this.#isPassword(body.name, body.password) && (body.name !== 'reviewer' || body.code === '123456');
      if (body.name === 'hurried') return { status: 429, code: 'wait' };
      return right ? this.#begin(body.name, false) : { status: 401, code: 'sign_in_failed' };
    }
    if (path === '/api/v1/account/accept') {
      if (body.invitation !== 'an invitation') return { status: 403, code: 'no_invitation' };
      if (body.password.length < 14) return { status: 400, code: 'password_short' };
      return this.#begin(body.name, true);
    }
    if (!path.startsWith('/api/v1/session/') && !path.startsWith('/api/v1/account/')) {
      if (session === null) return { status: 401, code: 'session_ended', cookie: cookie('') };
      return session !== undefined && request.headers['porchlight-token'] !== session.token ? { status: 403, code: 'forged' } : null;
    }
    if (session == null) return { status: 401, code: session === null ? 'session_ended' : 'sign_in', cookie: cookie('') };
    if (request.headers['porchlight-token'] !== session.token) return { status: 403, code: 'forged' };
    return this.#own(path, body, session);
  }

  #begin(name, mustSetUp) {
    const id = randomBytes(32).toString('hex');
    const session = { name, token: randomBytes(16).toString('hex'), hasCode: name === 'reviewer', mustSetUp };
    this.#sessions.set(id, session);
    return { status: 200, body: shown(session), cookie: cookie(id) };
  }

  #own(path, body, session) {
    if (path === '/api/v1/session/end') {
      this.end(session.name);
      return { status: 204, cookie: cookie('') };
    }
    if (path === '/api/v1/account/password') {
      if (!this.#isPassword(session.name, body.password)) return { status: 401, code: 'sign_in_failed' };
      if (body.new_password.length < 14) return { status: 400, code: 'password_short' };
      this.#passwords.set(session.name, body.new_password);
      this.end(session.name);
      return { status: 204, cookie: cookie('') };
    }
    if (path === '/api/v1/account/code') {
      const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
      return { status: 200, body: { secret, address: `otpauth://totp/Porchlight:${session.name}?secret=${secret}&issuer=Porchlight` } };
    }
    if (path === '/api/v1/account/code/confirm') {
      if (body.code !== '123456') return { status: 400, code: 'wrong_code' };
      session.hasCode = true;
      session.mustSetUp = false;
      return { status: 200, body: { recovery_codes: Array.from({ length: 10 }, (_, i) => `abcd-efgh-234${i % 8}-67ab`.replace('4', String.fromCharCode(97 + i))) } };
    }
    session.people ??= new People(idOf(session.name));
    return session.people.answer(path, body, roleOf(session));
  }
}

/** By the name: "reviewer", and whoever was invited and has no authenticator yet, is one; "administrator" and "agency" are what they say, "night" is a night desk. */
export function roleOf({ name, mustSetUp }) {
  if (mustSetUp || name === 'reviewer') return 'reviewer';
  if (name === 'agency') return 'agency_editor';
  if (name === 'night') return 'capacity';
  return name === 'administrator' ? 'administrator' : 'worker';
}

const idOf = (name) => Buffer.from(name.padEnd(8, 'x')).toString('hex').slice(0, 16);

function shown(session) {
  if (session === null) return { account: null, token: null };
  const { name, token, hasCode, mustSetUp } = session;
  return {
    account: { id: idOf(name), name, role: roleOf(session), organization_id: 'north-house', service_id: name === 'night' ? '00000000-0000-4000-8000-000000000201' : null, has_code: hasCode, must_set_up_code: mustSetUp },
    token,
  };
}
