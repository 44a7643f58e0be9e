/**
 * A stand-in for searchd: serves dist/ with the headers of the exit contract and answers /api/v1 from canned
 * data. For development and browser tests; it keeps no log and nothing of what is asked.
 *
 *   node test/server.mjs [port]     the kiosk's listener is at the port after the next
 */
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Accounts, roleOf } from './canned/accounts.mjs';
import { AgencyDesk } from './canned/agency.mjs';
import { Upkeep } from './canned/upkeep.mjs';
import { catalogueAnswer, explainAnswer, kioskCatalogue, searchAnswer, serviceAnswer, suggestAnswer } from './canned/answers.mjs';
import { CapacityDesk } from './canned/capacity.mjs';
import { checkInRoutes } from './canned/checkin.mjs';
import { planAnswer } from './canned/plan.mjs';
import { ReviewDesk } from './canned/review.mjs';
import { unknownMember } from './canned/contract.mjs';

const dist = fileURLToPath(new URL('../dist/', import.meta.url));
/** The one canned service that is for staff only, to whoever is signed in. */
const staffOnly = '00000000-0000-4000-8000-000000000004';
const neutralPage = 'https://www.weather.gc.ca/';
const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/** The headers that stand on every answer. */
export function headers(nonce) {
  return {
    'Cache-Control': 'no-store',
    'Content-Security-Policy': [
      "default-src 'none'",
      "script-src 'self'",
      `style-src 'self' 'nonce-${nonce}'`,
      "img-src 'self' data:",
      "font-src 'self'",
      "connect-src 'self'",
      "worker-src 'self'",
      // The neutral page too: Chromium holds the redirect of the exit's form to this list as well.
      `form-action 'self' ${new URL(neutralPage).origin}`,
      "base-uri 'none'",
      "object-src 'none'",
      "frame-ancestors 'none'",
      "require-trusted-types-for 'script'",
    ].join('; '),
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Cross-Origin-Embedder-Policy': 'require-corp',
    'Permissions-Policy': 'geolocation=(), camera=(), microphone=(), clipboard-read=(), usb=(), midi=(), payment=()',
    'X-Robots-Tag': 'noindex, noarchive',
  };
}

/**
 * Starts on loopback; port 0 takes a free one. `reword` changes the text of every answer, so that a test can look for
 * its own words. `kiosk`: the kiosk's listener, with its page and in the public role.
 */
export async function startServer(port = 0, reword = (words) => words, { kiosk = false } = {}) {
  const accounts = new Accounts();
  const agency = new AgencyDesk();
  const upkeep = new Upkeep();
  const server = createServer((request, response) => {
    response.reword = reword;
    response.accounts = accounts;
    response.agency = agency;
    response.upkeep = upkeep;
    response.kiosk = kiosk;
    answer(request, response).catch((error) => {
      console.error(error);
      response.destroy();
    });
  });
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

async function answer(request, response) {
  const nonce = randomBytes(16).toString('base64');
  for (const [name, value] of Object.entries(headers(nonce))) response.setHeader(name, value);
  const { pathname } = new URL(request.url, 'http://localhost');
  if (pathname === '/exit' && request.method === 'POST') return exit(request, response);
  if (pathname === '/healthz') return json(response, 200, { status: 'ok' });
  const session = response.kiosk ? undefined : response.accounts.of(request);
  if (pathname === '/api/v1/catalogue' && session != null && roleOf(session) === 'capacity') return problem(response, 403, 'not_for_role', 'Not for this role.');
  if (pathname === '/api/v1/capacity' && request.method === 'GET') {
    const desk = capacityDesk(session);
    return desk === null ? problem(response, 403, 'not_for_role', 'Not for this role.') : json(response, 200, desk.get());
  }
  if (pathname === '/api/v1/catalogue' && request.method === 'GET') return json(response, 200, await (response.kiosk ? kioskCatalogue() : catalogueAnswer()));
  if (pathname.startsWith('/api/v1/') && request.method === 'POST') return api(pathname, request, response);
  if (request.method !== 'GET') return problem(response, 405, 'method', 'Only GET here.');
  return file(pathname, nonce, response);
}

/** The night desk of a session; null where its role has none. */
function capacityDesk(session) {
  if (session == null || !['agency_editor', 'capacity'].includes(roleOf(session))) return null;
  session.capacity ??= new CapacityDesk(roleOf(session));
  return session.capacity;
}

function exit(request, response) {
  response.setHeader('Clear-Site-Data', '"cache", "cookies", "storage"');
  response.setHeader('Set-Cookie', `left=${randomBytes(8).toString('hex')}; Path=/; HttpOnly; SameSite=Strict; Max-Age=1`);
  if (request.headers['content-type'] === 'application/x-www-form-urlencoded') {
    response.writeHead(303, { Location: neutralPage });
  } else {
    response.writeHead(204);
  }
  response.end();
}

async function api(pathname, request, response) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  let body;
  try {
    body = JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    return problem(response, 400, 'wrong_type', 'The body is not JSON.');
  }
  // A test ends an account's sessions so; searchd has no such address.
  if (pathname === '/api/v1/end-sessions') {
    response.accounts.end(body.name);
    return json(response, 200, {});
  }
  const held = response.kiosk ? null : response.accounts.answer(pathname, body, request);
  if (held !== null) {
    if (held.cookie !== undefined) response.setHeader('Set-Cookie', held.cookie);
    return checkIn(held.code === undefined ? held : { ...held, detail: 'Refused.' }, response);
  }
  if (pathname.startsWith('/api/v1/review/')) {
    const session = response.accounts.of(request);
    if (session == null || roleOf(session) !== 'reviewer') return problem(response, 403, 'forbidden', 'For reviewers.');
    session.reviews ??= new ReviewDesk();
    return checkIn({ detail: 'Refused.', ...session.reviews.answer(pathname, body) }, response);
  }
  if (pathname === '/api/v1/upkeep/told') {
    const session = response.accounts.of(request);
    if (session == null || !['worker', 'reviewer'].includes(roleOf(session))) return problem(response, 403, 'forbidden', 'For others.');
    return checkIn({ status: 200, body: { submission_id: 61 } }, response);
  }
  if (pathname.startsWith('/api/v1/desk/check') || pathname.startsWith('/api/v1/upkeep')) {
    const session = response.accounts.of(request);
    const roles = pathname.startsWith('/api/v1/upkeep') ? ['reviewer', 'administrator'] : ['reviewer', 'agency_editor'];
    if (session == null || !roles.includes(roleOf(session))) return problem(response, 403, 'forbidden', 'For others.');
    return checkIn({ detail: 'Refused.', ...response.upkeep.answer(pathname, body, roleOf(session)) }, response);
  }
  if (pathname.startsWith('/api/v1/desk/')) {
    const session = response.accounts.of(request);
    const looks = pathname === '/api/v1/desk/preview' && session != null && roleOf(session) === 'reviewer';
    if (session == null || (roleOf(session) !== 'agency_editor' && !looks)) return problem(response, 403, 'forbidden', 'For agencies.');
    return checkIn({ detail: 'Refused.', ...response.agency.answer(pathname, body) }, response);
  }
  if (pathname.startsWith('/api/v1/capacity/')) {
    const desk = capacityDesk(response.accounts.of(request));
    return desk === null ? problem(response, 403, 'not_for_role', 'Not for this role.') : checkIn({ detail: 'Refused.', ...desk.answer(pathname, body) }, response);
  }
  const openedFor = body.opened_for;
  if (pathname === '/api/v1/service' && response.accounts.of(request) != null) delete body.opened_for;
  const unknown = unknownMember(pathname, body);
  if (unknown !== null) return problem(response, 400, 'unknown_member', `No such member: ${unknown}`, unknown);

  if (pathname === '/api/v1/suggest') return json(response, 200, await suggestAnswer(body));
  if (pathname === '/api/v1/service') {
    if (response.accounts.of(request) != null && body.id === staffOnly && openedFor === undefined) {
      return problem(response, 403, 'say_what_for', 'Say what for.');
    }
    const page = await serviceAnswer(body);
    return page === null ? problem(response, 404, 'not_found', 'Nothing here.') : json(response, 200, page);
  }
  if (pathname === '/api/v1/plan') return json(response, 200, await planAnswer(body));
  if (pathname === '/api/v1/explain') {
    const explanation = await explainAnswer(body);
    return explanation === null ? problem(response, 404, 'not_found', 'Nothing here.') : json(response, 200, explanation);
  }
  if (pathname === '/api/v1/search') return search(body, response);
  if (checkInRoutes[pathname] !== undefined) return checkIn(checkInRoutes[pathname](body), response);
  return problem(response, 404, 'not_found', 'Nothing here.');
}

function checkIn({ status, body, code, detail, pointer }, response) {
  if (code !== undefined) return problem(response, status, code, detail, pointer);
  if (body !== undefined) return json(response, status, body);
  response.writeHead(status);
  response.end();
}

/** Words in the text play the states that a directory can be in. */
async function search(body, response) {
  const text = body.text ?? '';
  if (text.includes('server-error')) return problem(response, 500, 'internal', 'Something failed.');
  if (text.includes('not-ready')) {
    response.setHeader('Retry-After', '20');
    return problem(response, 503, 'no_index', 'No index yet.');
  }
  if (body.near?.place === 'Nowhereville') {
    return problem(response, 400, 'unknown_id', 'This place is not in the gazetteer.', '/near/place');
  }
  if (text.includes('restarted') && body.cursor !== undefined) {
    return problem(response, 400, 'cursor_expired', 'This cursor is from before a restart.', '/cursor');
  }
  if (text.includes('slowly')) await new Promise((resolve) => setTimeout(resolve, 2000));
  return json(response, 200, await searchAnswer(body));
}

async function file(pathname, nonce, response) {
  const pages = response.kiosk ? { '/kiosk': 'kiosk.html' } : { '/': 'index.html' };
  const name = pages[pathname] ?? normalize(pathname).replace(/^[/\\]+/, '');
  // Clips are made by scripts/make-audio.mjs; without them there is nothing to play.
  if (pathname === '/assets/audio/audio.json') return json(response, 200, { locales: {} });
  let bytes;
  try {
    bytes = await readFile(join(dist, name));
  } catch {
    return problem(response, 404, 'not_found', 'Nothing here.');
  }
  if (name.endsWith('.html')) bytes = Buffer.from(bytes.toString('utf8').replace('__CSP_NONCE__', nonce));
  response.writeHead(200, { 'Content-Type': types[extname(name)] ?? 'application/octet-stream' });
  response.end(bytes);
}

function json(response, status, body) {
  response.writeHead(status, { 'Content-Type': 'application/json' });
  response.end(response.reword(JSON.stringify(body)));
}

function problem(response, status, code, detail, pointer) {
  response.writeHead(status, { 'Content-Type': 'application/problem+json' });
  response.end(JSON.stringify({ type: 'about:blank', title: 'Refused', status, code, detail, pointer }));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const port = Number(process.argv[2] ?? 4178);
  const [desk, kiosk] = await Promise.all([startServer(port), startServer(port + 2, undefined, { kiosk: true })]);
  console.log(`Mock directory at ${desk.url}, its kiosk at ${kiosk.url}/kiosk`);
}
