// A real nginx with deploy/nginx before a searchd with canned answers, all of it in a folder of its own on free ports.
import {execFileSync, spawn} from 'node:child_process';
import {mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import net from 'node:net';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import tls from 'node:tls';
import {setTimeout as sleep} from 'node:timers/promises';
import {fileURLToPath} from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
export const name = 'directory.example.org';

/** A port that nobody listens on. */
async function freePort() {
  const server = net.createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const {port} = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** The text with each replacement made; a text that isn't there is an error: the test would run something else. */
function replaced(text, replacements) {
  for (const [from, to] of replacements) {
    if (!text.includes(from)) throw new Error(`deploy/nginx has no ${from} any more`);
    text = text.replaceAll(from, to);
  }
  return text;
}

async function until(what, look, seconds = 30) {
  const end = Date.now() + seconds * 1000;
  while (!(await look())) {
    if (Date.now() > end) throw new Error(`not within ${seconds} s: ${what}`);
    await sleep(50);
  }
}

async function end(child) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await gone;
}

export class Front {
  /** Starts both and waits until they answer. */
  static async start() {
    const front = new Front();
    front.folder = mkdtempSync(join(tmpdir(), 'porchlight-front-'));
    try {
      await front.#startSearchd();
      await front.#startNginx();
    } catch (error) {
      await front.stop();
      throw error;
    }
    return front;
  }

  async #startSearchd() {
    mkdirSync(join(this.folder, 'web/assets'), {recursive: true});
    writeFileSync(join(this.folder, 'web/index.html'), '<!doctype html><meta property="csp-nonce" content="__CSP_NONCE__">'
      + '<meta name="leave-to" content="https://neutral.example/"><title>P</title>');
    this.log = '';
    this.searchd = spawn(join(root, 'build/release/bin/searchd_canned'), ['--data', 'none', '--web', join(this.folder, 'web'),
      '--listen', '127.0.0.1:0', '--operator-listen', 'off', '--catalogue-data', join(root, 'data')]);
    let said = '';
    this.searchd.stdout.on('data', (piece) => { said += piece; });
    this.searchd.stderr.on('data', (piece) => { this.log += piece; });
    await until('searchd listens', () => /http:\/\/127\.0\.0\.1:(\d+)/.test(said));
    this.behind = Number(/http:\/\/127\.0\.0\.1:(\d+)/.exec(said)[1]);
  }

  async #startNginx() {
    const own = join(this.folder, 'porchlight.d');
    mkdirSync(own);
    for (const each of ['body', 'answers']) mkdirSync(join(this.folder, each), {mode: 0o777});
    execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', `/CN=${name}`,
      '-addext', `subjectAltName=DNS:${name}`, '-keyout', join(own, 'key.pem'), '-out', join(own, 'certificate.pem')], {stdio: 'ignore'});
    this.certificate = readFileSync(join(own, 'certificate.pem'));
    this.port = await freePort();
    const shipped = (file) => readFileSync(join(root, 'deploy/nginx', file), 'utf8');
    writeFileSync(join(this.folder, 'nginx.conf'), replaced(shipped('nginx.conf'), [
      ['user www-data;', process.getuid() === 0 ? 'user root;' : ''],
      ['worker_processes auto;', 'worker_processes 2;'],
      ['/run/nginx.pid', join(this.folder, 'pid')],
      ['/var/log/nginx/', `${this.folder}/`],
      ['/etc/nginx/porchlight.d', own],
      ['listen 443 ssl', `listen 127.0.0.1:${this.port} ssl`],
      ['server 127.0.0.1:8080;', `server 127.0.0.1:${this.behind};`],
      ['http {', `http { client_body_temp_path ${this.folder}/body; proxy_temp_path ${this.folder}/answers;`]]));
    writeFileSync(join(own, 'site.conf'), replaced(shipped('site.conf'), [
      ['listen 443 ssl', `listen 127.0.0.1:${this.port} ssl`], ['/etc/nginx/porchlight.d', own]]));
    const paths = ['-p', this.folder, '-c', join(this.folder, 'nginx.conf'), '-e', join(this.folder, 'error.log')];
    this.errors = '';
    this.nginx = spawn('/usr/sbin/nginx', [...paths, '-g', 'daemon off;']);
    this.nginx.stderr.on('data', (piece) => { this.errors += piece; });
    await until(`nginx answers ${this.errors}`, async () => {
      if (this.nginx.exitCode !== null) throw new Error(`nginx ended: ${this.errors}`);
      return (await this.ask('GET', '/healthz').catch(() => ({}))).status === 200;
    });
  }

  /** A connection over TLS; rejects where there is none. Each of 127.0.0.0/8 is a client of its own. */
  connect({from = '127.0.0.1', servername = name, ...more} = {}) {
    return new Promise((resolve, reject) => {
      const plain = net.connect({port: this.port, host: '127.0.0.1', localAddress: from});
      plain.once('error', reject);
      const socket = tls.connect({socket: plain, servername, ca: this.certificate, ...more}, () => resolve(socket));
      socket.once('error', reject);
    });
  }

  /** Sends bytes as they are, and reads until the connection closes or `seconds` are over. */
  async raw(bytes, {seconds = 5, ...how} = {}) {
    const socket = await this.connect(how);
    let text = '';
    socket.on('data', (piece) => { text += piece.toString('latin1'); });
    const closed = new Promise((resolve) => { socket.once('close', resolve); socket.on('error', resolve); });
    for (const piece of Array.isArray(bytes) ? bytes : [bytes]) {
      socket.write(piece);
      if (Array.isArray(bytes)) await sleep(100);
    }
    await Promise.race([closed, sleep(seconds * 1000, undefined, {ref: false})]);
    socket.destroy();
    const answers = text.split(/(?=HTTP\/1\.1 \d{3} )/).filter((each) => each.startsWith('HTTP/'));
    return {text, answers: answers.length, status: Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 0)};
  }

  /** One whole request. */
  ask(method, path, {body = '', headers = {}, ...how} = {}) {
    const lines = Object.entries({Host: name, Connection: 'close', ...(body ? {'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body)} : {}), ...headers})
      .map(([key, value]) => `${key}: ${value}\r\n`).join('');
    return this.raw(`${method} ${path} HTTP/1.1\r\n${lines}\r\n${body}`, {seconds: 20, ...how});
  }

  /** Memory of nginx and searchd, in kB. */
  memory() {
    const pids = [this.searchd.pid, ...execFileSync('pgrep', ['-P', String(this.nginx.pid)], {encoding: 'utf8'}).trim().split('\n')];
    return pids.reduce((sum, pid) => sum + Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]), 0);
  }

  /** Everything that was logged anywhere. */
  logs() {
    const read = (file) => { try { return readFileSync(join(this.folder, file), 'utf8'); } catch { return ''; } };
    return {front: read('porchlight.log'), errors: read('error.log') + this.errors, searchd: this.log};
  }

  async stop() {
    if (this.nginx) await end(this.nginx);
    if (this.searchd) await end(this.searchd);
    rmSync(this.folder, {recursive: true, force: true});
  }
}
