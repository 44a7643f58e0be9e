// What nginx does before searchd (decision 32): slow and many connections, requests with two meanings, too much of
// anything, and no word of a request in any log.
import assert from 'node:assert/strict';
import {readdirSync, watch} from 'node:fs';
import net from 'node:net';
import {join} from 'node:path';
import {after, before, test} from 'node:test';
import {setTimeout as sleep} from 'node:timers/promises';
import {Front, name} from './front.mjs';

const long = process.env.PORCHLIGHT_LONG === '1';
let front;
before(async () => { front = await Front.start(); });
after(() => front?.stop());

const head = `POST /api/v1/search HTTP/1.1\r\nHost: ${name}\r\nContent-Type: application/json\r\n`;

test('an honest question is answered, over TLS 1.2 and 1.3 and no older one', async () => {
  for (const version of ['TLSv1.2', 'TLSv1.3']) {
    const answer = await front.ask('POST', '/api/v1/search', {body: '{"text":"a bed"}', minVersion: version, maxVersion: version});
    assert.equal(answer.status, 200, version);
    assert.match(answer.text, /strict-transport-security: max-age=31536000/i);
    assert.doesNotMatch(answer.text, /etag|last-modified|nginx\/|EXCEPTION/i);
  }
  await assert.rejects(front.connect({minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT:@SECLEVEL=0'}));
  await assert.rejects(front.connect({servername: 'another.example'}));
  // Without TLS there is nothing.
  const plain = net.connect(front.port, '127.0.0.1');
  plain.write(`GET / HTTP/1.1\r\nHost: ${name}\r\n\r\n`);
  const said = await new Promise((resolve) => plain.once('data', (piece) => resolve(piece.toString())));
  assert.match(said, /^HTTP\/1\.1 400 /);
  plain.destroy();
});

test(`${long ? '2,000' : '200'} slow connections of every kind: no good request fails`, {timeout: 120_000}, async () => {
  const count = long ? 2000 : 200;
  const kinds = [
    () => {},                                                                       // Connects, and says nothing.
    (socket) => socket.write('\x16\x03\x01\x02\x00', 'latin1'),                      // A handshake's first bytes.
    null,                                                                           // A head that doesn't end.
    null,                                                                           // A body that doesn't end.
  ];
  const slow = [];
  const opened = [];
  const before = front.memory();
  for (let i = 0; i < count; ++i) {
    const from = `127.0.1.${1 + (i % 40)}`;
    const kind = kinds[i % 4];
    if (kind) {
      const socket = net.connect({port: front.port, host: '127.0.0.1', localAddress: from}, () => kind(socket));
      socket.on('error', () => {});
      slow.push(socket);
    } else {
      opened.push(front.connect({from}).then((socket) => {
        socket.on('error', () => {});
        socket.write(i % 4 === 2 ? `${head}X: ` : `${head}Content-Length: 1000\r\n\r\n{`);
        slow.push(socket);
      }, () => {}));
    }
    if (i % 50 === 49) await Promise.all(opened);
  }
  await Promise.all(opened);
  assert.ok(slow.length >= count * 0.9, `${slow.length} slow connections`);
  const times = [];
  for (let i = 0; i < 50; ++i) {
    for (const socket of slow) if (i % 10 === 0 && !socket.destroyed && socket.encrypted) socket.write('a');
    const begun = performance.now();
    const answer = await front.ask('POST', '/api/v1/search', {body: '{"text":"a bed"}', from: '127.0.2.1'});
    times.push(performance.now() - begun);
    assert.equal(answer.status, 200);
  }
  const grown = front.memory() - before;
  for (const socket of slow) socket.destroy();
  times.sort((a, b) => a - b);
  console.log(`${slow.length} slow connections: median ${times[25].toFixed(1)} ms, slowest ${times[49].toFixed(1)} ms, memory +${(grown / 1024).toFixed(1)} MB`);
  assert.ok(grown < 64 * 1024, `memory grew by ${grown} kB`);
});

test('a head that never ends is cut off after 5 s, and a byte now and then doesn\'t help', {timeout: 60_000}, async () => {
  const socket = await front.connect();
  socket.on('error', () => {});
  const begun = Date.now();
  const closed = new Promise((resolve) => socket.once('close', resolve));
  socket.write(`GET / HTTP/1.1\r\nHost: ${name}\r\nX: `);
  socket.resume();
  const drip = setInterval(() => socket.write('a'), 300);
  await closed;
  clearInterval(drip);
  const seconds = (Date.now() - begun) / 1000;
  assert.ok(seconds > 4 && seconds < 15, `${seconds} s`);
});

test('too much of anything is refused, and costs no memory', {timeout: 60_000}, async () => {
  const before = front.memory();
  const length = (bytes) => `${head}Content-Length: ${bytes}\r\n\r\n`;
  assert.equal((await front.raw(length(300 * 1024))).status, 413);
  assert.equal((await front.raw([`${head}Transfer-Encoding: chunked\r\n\r\n`, `${(300 * 1024).toString(16)}\r\n${'x'.repeat(300 * 1024)}`])).status, 413);
  assert.equal((await front.raw(`GET / HTTP/1.1\r\nHost: ${name}\r\n${'X: y\r\n'.repeat(100_000)}\r\n`)).status, 400);
  assert.equal((await front.raw(`GET /${'a'.repeat(50_000)} HTTP/1.1\r\nHost: ${name}\r\n\r\n`)).status, 414);
  const zipped = await front.ask('POST', '/api/v1/search', {body: 'not gzip', headers: {'Content-Encoding': 'gzip'}});
  assert.equal(zipped.status, 415);
  const ranges = await front.ask('GET', '/', {headers: {Range: `bytes=${Array(200).fill('0-').join(',')}`}});
  assert.ok(ranges.text.length < 20_000 && ranges.status !== 206);
  assert.ok(front.memory() - before < 64 * 1024);
});

test('a request that could be read in two ways is refused, and none becomes two', {timeout: 120_000}, async () => {
  const twice = [
    `${head}Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}`,
    `${head}Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n`,
    `${head}Content-Length: abc\r\n\r\n{}`,
    `${head}Content-Length : 2\r\n\r\n{}`,
    `${head}X: a\0b\r\nContent-Length: 2\r\n\r\n{}`,
    'POST /api/v1/search HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}',
    `${head}Host: b.example\r\nContent-Length: 2\r\n\r\n{}`,
  ];
  for (const bytes of twice) {
    const answer = await front.raw(bytes, {seconds: 2});
    assert.equal(answer.status, 400, bytes);
    assert.equal(answer.answers, 1, bytes);
  }
  const smuggled = `GET /i/abcdefg2 HTTP/1.1\r\nHost: ${name}\r\n\r\n`;
  const hidden = await front.raw([`GET /healthz HTTP/1.1\r\nHost: ${name}\r\nContent-Length: ${smuggled.length}\r\n\r\n`, smuggled], {seconds: 2});
  assert.equal(hidden.answers, 1);
  assert.doesNotMatch(hidden.text, /204-555-0101/);
});

test('what fails behind says nothing of itself, and headers are never taken for addresses or sent back', async () => {
  const failed = await front.ask('POST', '/api/v1/search', {body: '{"canned":"throw"}'});
  assert.equal(failed.status, 500);
  assert.doesNotMatch(failed.text, /secret|EXCEPTION/);
  const forged = await front.ask('GET', '/healthz', {headers: {REMOTE_ADDR: '10.9.8.7', 'X-Forwarded-For': '10.9.8.7', 'X-A': '%0d%0aSet-Cookie: forged'}});
  assert.equal(forged.status, 200);
  assert.doesNotMatch(forged.text, /10\.9\.8\.7|forged/);
});

test('one client has so many requests and connections, and another has theirs', {timeout: 60_000}, async () => {
  const many = await Promise.all(Array.from({length: 12}, async () => {
    const statuses = [];
    const answer = await front.raw(`GET /healthz HTTP/1.1\r\nHost: ${name}\r\n\r\n`.repeat(60), {from: '127.0.3.1', seconds: 3});
    for (const each of answer.text.matchAll(/HTTP\/1\.1 (\d{3})/g)) statuses.push(Number(each[1]));
    return statuses;
  }));
  const statuses = many.flat();
  assert.ok(statuses.includes(200) && statuses.includes(429), `${statuses.length} answers`);
  assert.equal((await front.ask('GET', '/healthz', {from: '127.0.3.2'})).status, 200);
});

test('no word of a request is in any log or file, and every line is of its grammar', {timeout: 60_000}, async () => {
  const touched = [];
  const watching = ['body', 'answers'].map((each) => watch(join(front.folder, each), {recursive: true}, (_, file) => touched.push(file)));
  const canary = {headers: {Cookie: 'canary=canary', Referer: 'https://canary.example/', 'User-Agent': 'canary', 'X-Canary': 'canary'}};
  await front.ask('GET', '/canary?canary=canary', canary);
  await front.ask('POST', '/api/v1/search?canary', {...canary, body: JSON.stringify({text: 'canary '.repeat(30_000)})});
  await front.ask('POST', '/api/v1/search', {...canary, body: '{"canned":"long","text":"canary"}'});
  await front.raw(`GET /canary HTTP/9.9\r\ncanary\r\n\r\n`, {seconds: 1});
  await front.raw(`canary canary\r\n\r\n`, {seconds: 1});
  await front.raw(`${head}Content-Length: 999999\r\nX-Canary: canary\r\n\r\ncanary`, {seconds: 1});
  await assert.rejects(front.connect({servername: 'canary.example'}));
  await sleep(200);
  for (const each of watching) each.close();
  assert.deepEqual(touched, []);
  const {front: own, errors, searchd} = front.logs();
  assert.equal(errors, '');
  assert.doesNotMatch(own + searchd, /canary|127\.0\.[0-9]+\.[0-9]+/i);
  for (const line of own.trim().split('\n')) assert.match(line, /^\d{4}-\d\d-\d\dT\d\d:\d\d \(front\) \d{3} -$/);
  assert.match(own, / \(front\) 413 -\n/);
  assert.deepEqual(readdirSync(front.folder).filter((each) => each.endsWith('.log')).sort(), ['error.log', 'porchlight.log']);
});
