// A kiosk to test: the sample directory behind a real searchd, Debian's Chromium under the real shell, on a screen
// that isn't there. It runs in a mount namespace of its own, where /tmp, /run and Chromium's policies are its own.
import {execFile, execFileSync, spawn} from 'node:child_process';
import {createHash} from 'node:crypto';
import {copyFileSync, existsSync, mkdirSync, mkdtempSync, openSync, readdirSync, readFileSync, readlinkSync, rmSync, writeFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {availableParallelism, loadavg} from 'node:os';
import {dirname, join} from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';
import {emergencyPage} from '../../deploy/kiosk/emergency.mjs';

export const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const {chromium} = createRequire(join(root, 'web/package.json'))('@playwright/test');
const run = promisify(execFile);

/** What the tests make; /tmp is the kiosk's own. */
const made = join(root, 'build/test/kiosk');

/** What `titles` holds while the kiosk shows its page, or the numbers from disk, and nothing else. */
const kioskTitle = 'Porchlight - Chromium';
const emergencyTitle = 'Porchlight, numbers to call - Chromium';

/** How many times as long as on a quiet machine things may take on this one: a busy machine is slow, and that isn't what is tested. */
export const slack = () => Math.max(1, loadavg()[0] / availableParallelism());

/** Tries `look` until it answers with something, and says what it waited for where it never does. */
export async function until(what, look, seconds = 20) {
  const end = Date.now() + seconds * slack() * 1000;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (Date.now() > end) throw new Error(`not within ${seconds} s: ${what}`);
    await sleep(50);
  }
}

/** Whether the machine lets us have a mount namespace: root, or user namespaces for everyone. */
export function namespaces() {
  try {
    execFileSync('unshare', [...namespaceFlags, 'true'], {stdio: 'ignore'});
    return true;
  } catch {
    return false;
  }
}
const namespaceFlags = process.getuid() === 0 ? ['--mount', '--propagation', 'private']
  : ['--map-root-user', '--mount', '--propagation', 'private'];

function ended(child) {
  return child.exitCode !== null || child.signalCode !== null;
}

/** Ends a program that we started, and waits for it. */
async function end(child, signal = 'SIGTERM') {
  if (ended(child)) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill(signal);
  await gone;
}

/** The sample directory, made once. */
function directory() {
  const folder = join(made, 'directory');
  if (existsSync(join(folder, 'index'))) return folder;
  const sample = join(root, 'build/sample/sample.ndjson');
  const indexer = join(root, 'build/release/bin/indexer');
  mkdirSync(folder, {recursive: true});
  if (!existsSync(sample)) {
    mkdirSync(dirname(sample), {recursive: true});
    execFileSync(process.execPath, [join(root, 'data/sample/make.mjs'), '--today', new Date().toISOString().slice(0, 10), '--out', sample]);
  }
  execFileSync(indexer, ['import', '--data', folder, '--source', 'sample', sample], {stdio: 'ignore'});
  execFileSync(indexer, ['rebuild', '--data', folder, '--gazetteer', join(root, 'build/gazetteer')], {stdio: 'ignore'});
  return folder;
}

/** Free ports stay free for a moment: searchd is started again at the same one. */
let nextPort = 21000 + (process.pid % 2000) * 4;

/** A searchd with a kiosk's listener, which can be stopped and started again at the same address. */
export class Searchd {
  constructor() {
    mkdirSync(made, {recursive: true});
    this.folder = directory();
    this.log = join(made, 'searchd.log');
    this.port = nextPort;
    nextPort += 4;
    this.address = `http://127.0.0.1:${this.port}/kiosk`;
  }

  async start() {
    const log = openSync(this.log, 'a');
    this.child = spawn(join(root, 'build/release/bin/searchd'), ['--data', this.folder, '--gazetteer', join(root, 'build/gazetteer'),
      '--web', process.env.PORCHLIGHT_KIOSK_WEB ?? join(root, 'web/dist'), '--listen', `127.0.0.1:${this.port + 1}`,
      '--operator-listen', `127.0.0.1:${this.port + 2}`, '--kiosk-listen', `127.0.0.1:${this.port}`], {stdio: ['ignore', log, log]});
    await until('searchd answers', async () => {
      if (ended(this.child)) throw new Error(`searchd ended: ${readFileSync(this.log, 'utf8')}`);
      return fetch(new URL('/healthz', this.address)).then(({ok}) => ok, () => false);
    }, 60);
  }

  stop() {
    return end(this.child, 'SIGTERM');
  }

  /** Asks for every need and every service that it finds, over eight connections: from then on each of its threads keeps the hours it has worked out. */
  async warm(rounds) {
    const post = (path, body) => fetch(new URL(path, this.address), {method: 'POST', headers: {'Content-Type': 'application/json'}, body: JSON.stringify(body)});
    const {needs} = await fetch(new URL('/api/v1/catalogue', this.address)).then((answer) => answer.json());
    const asked = Array.from({length: rounds}, () => needs.map(({id}) => id)).flat();
    const one = async () => {
      for (let need = asked.pop(); need !== undefined; need = asked.pop()) {
        const {results = []} = await post('/api/v1/search', {needs: [need], language: 'en', limit: 10}).then((answer) => answer.json());
        for (const {service_id: id} of results) await fetch(new URL(`/api/v1/services/${id}?language=en`, this.address)).then((answer) => answer.arrayBuffer());
      }
    };
    await Promise.all(Array.from({length: 8}, one));
  }

  /** Kilobytes of memory that are its own. */
  memory() {
    return memoryOf([this.child.pid]);
  }

  /** A digest of each file of the directory. SQLite's -shm holds who reads at the moment, and nothing of what is stored. */
  digests() {
    const files = readdirSync(this.folder, {recursive: true, withFileTypes: true})
      .filter((entry) => entry.isFile() && !entry.name.endsWith('-shm')).map(({parentPath, name}) => join(parentPath, name)).sort();
    return Object.fromEntries(files.map((path) => [path, readFileSync(path)]).filter(([, bytes]) => bytes.length > 0)
      .map(([path, bytes]) => [path, createHash('sha256').update(bytes).digest('hex')]));
  }
}

/** Kilobytes that these processes would free if they ended: shared pages count by their share. */
export function memoryOf(pids) {
  let sum = 0;
  for (const pid of pids) {
    try {
      sum += Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))[1]);
    } catch {
      // Ended meanwhile.
    }
  }
  return sum;
}

/** The policies of deploy/kiosk for an address, with some of them set otherwise (null: left out). */
export function policies(address, emergency, changes = {}) {
  const text = readFileSync(join(root, 'deploy/kiosk/policies.json'), 'utf8')
    .replace('KIOSK_ORIGIN', new URL(address).origin).replace('EMERGENCY_PAGE', emergency);
  return Object.fromEntries(Object.entries({...JSON.parse(text), ...changes}).filter(([, value]) => value !== null));
}

/** Lets a test look into the browser, which the kiosk's own policies forbid. */
export const inspectable = {DeveloperToolsAvailability: 1, RemoteDebuggingAllowed: true};

const enter = `
  memory=$1 policies=$2 flags=$3; shift 3
  for own in /tmp /var/tmp /run /dev/shm /etc/chromium; do mount -t tmpfs -o mode=1777 tmpfs "$own"; done
  mkdir -p /etc/chromium/policies/managed /run/porchlight-kiosk /run/chromium.d
  printf %s "$policies" >/etc/chromium/policies/managed/porchlight-kiosk.json
  cp /etc/chromium.d/* /run/chromium.d
  printf 'export CHROMIUM_FLAGS="$CHROMIUM_FLAGS %s"' "$flags" >/run/chromium.d/test
  mount --bind /run/chromium.d /etc/chromium.d
  mkdir -p "$memory"
  exec "$@"`;

/** Chromium under the shell. `changes`: policies that differ; `sed`: what differs in the shell; `flags` of the browser. */
export class Kiosk {
  constructor(searchd, {changes = {}, sed = '', flags = ''} = {}) {
    this.searchd = searchd;
    mkdirSync(made, {recursive: true});
    this.folder = mkdtempSync(join(made, 'shell-'));
    this.emergency = join(this.folder, 'emergency.html');
    this.sed = sed;
    this.changes = changes;
    // The tests may run as root, whom Chromium refuses its sandbox.
    this.flags = `--no-sandbox ${flags}`;
  }

  async start() {
    await this.#startScreen();
    writeFileSync(this.emergency, emergencyPage('CA'));
    for (const name of ['shell', 'keys.xkb']) copyFileSync(join(root, 'deploy/kiosk', name), join(this.folder, name));
    const shell = join(this.folder, 'shell');
    if (this.sed !== '') execFileSync('sed', ['-i', this.sed, shell]);
    const {address} = this.searchd;
    this.child = spawn('unshare', [...namespaceFlags, 'bash', '-ec', enter, 'enter', '/run/porchlight-kiosk',
      JSON.stringify(policies(address, this.emergency, this.changes)), this.flags, shell, address, this.emergency],
    {env: {...process.env, DISPLAY: this.display, RUNTIME_DIRECTORY: '/run/porchlight-kiosk', HOME: '/nonexistent'},
      stdio: ['ignore', 'ignore', 'inherit'], cwd: '/'});
  }

  async #startScreen() {
    this.screen = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1366x768x24', '-nolisten', 'tcp', '-noreset'],
      {stdio: ['ignore', 'ignore', 'ignore', 'pipe']});
    const number = await new Promise((resolve, reject) => {
      this.screen.stdio[3].once('data', (bytes) => resolve(String(bytes).trim()));
      this.screen.once('exit', () => reject(new Error('Xvfb ended')));
    });
    this.display = `:${number}`;
  }

  async stop() {
    await this.browser?.close().catch(() => {});
    await end(this.child);
    await end(this.screen);
    rmSync(this.folder, {recursive: true});
  }

  /** A path as the kiosk's processes see it. */
  inside(path) {
    return `/proc/${this.child.pid}/root${path}`;
  }

  /** Names of the folders of running browsers: one, a moment of none between two. */
  sessions() {
    if (ended(this.child)) throw new Error('the shell ended');
    const folder = this.inside('/run/porchlight-kiosk');
    return existsSync(folder) ? readdirSync(folder) : [];
  }

  /** The session of the one browser. */
  session() {
    return until('a browser', () => this.sessions()[0]);
  }

  /** All processes of the kiosk, the shell's included. */
  processes() {
    const parents = new Map();
    for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
      try {
        parents.set(Number(pid), Number(/\) \S (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))[1]));
      } catch {
        // Ended meanwhile.
      }
    }
    const belongs = (pid) => pid === this.child.pid || (parents.has(pid) && belongs(parents.get(pid)));
    return [...parents.keys()].filter(belongs);
  }

  /** How many TCP ports the kiosk's processes listen on. */
  listening() {
    const sockets = new Set(['tcp', 'tcp6'].flatMap((name) => readFileSync(`/proc/net/${name}`, 'utf8').trim().split('\n'))
      .map((line) => line.trim().split(/\s+/)).filter(([, , , state]) => state === '0A').map((columns) => `socket:[${columns[9]}]`));
    const files = this.processes().flatMap((pid) => {
      try {
        return readdirSync(`/proc/${pid}/fd`).map((fd) => readlinkSync(`/proc/${pid}/fd/${fd}`));
      } catch {
        return [];
      }
    });
    return files.filter((file) => sockets.has(file)).length;
  }

  commandLines() {
    return this.processes().flatMap((pid) => {
      try {
        return [readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')];
      } catch {
        return [];
      }
    });
  }

  x(program, ...args) {
    return run(program, args, {env: {...process.env, DISPLAY: this.display}}).then(({stdout}) => stdout);
  }

  /** The ids of all windows that can be seen, with those that have no title: menus, dialogs, bubbles. */
  async windows() {
    const all = (await this.x('xwininfo', '-root', '-children')).matchAll(/^ +(0x[0-9a-f]+) .* (\d+)x(\d+)[+-]/gm);
    return [...all].filter(([, , width, height]) => width > 20 && height > 20).map(([, id]) => id).sort();
  }

  /** Titles of all windows but the two that Chromium keeps for itself. */
  async titles() {
    const windows = await this.x('xwininfo', '-root', '-children');
    return [...windows.matchAll(/^ +0x[0-9a-f]+ "(.*)": \(/gm)].map(([, title]) => title)
      .filter((title) => !['chromium', 'Chromium clipboard'].includes(title));
  }

  async showsOnly(title) {
    const titles = await this.titles();
    return titles.length === 1 && titles[0] === title;
  }

  showsOnlyKiosk() {
    return this.showsOnly(kioskTitle);
  }

  showsOnlyEmergency() {
    return this.showsOnly(emergencyTitle);
  }

  /** Waits for the kiosk's page in a browser other than the session `before`. */
  ready(before, seconds = 30) {
    return until('the kiosk shows its page', async () => {
      const [session, ...more] = this.sessions();
      return session !== undefined && more.length === 0 && session !== before && await this.showsOnlyKiosk() && session;
    }, seconds);
  }

  /** Waits until `back` holds: what isn't the kiosk's page may stand there for `seconds` meanwhile, a new browser may take its time. */
  async undone(what, back, seconds) {
    let shown = 0, looked = Date.now();
    await until(`${what} is undone`, async () => {
      const foreign = (await this.titles()).some((title) => title !== kioskTitle);
      const now = Date.now();
      if (foreign) shown += now - looked;
      looked = now;
      if (shown > seconds * 1000 * slack()) throw new Error(`${what} stood there for more than ${seconds} s`);
      return !foreign && back();
    });
  }

  /** Where the browser can be looked into, null while there is none. */
  #inspector() {
    const [session] = this.sessions();
    const path = session && this.inside(`/run/porchlight-kiosk/${session}/profile/DevToolsActivePort`);
    return path && existsSync(path) ? `http://127.0.0.1:${readFileSync(path, 'utf8').split('\n')[0]}` : null;
  }

  /** The address of the one page, null where there is none; asked without a connection that a browser could hold open as it ends. */
  async url() {
    const inspector = this.#inspector();
    if (!inspector) return null;
    const targets = await fetch(`${inspector}/json`, {signal: AbortSignal.timeout(1000)}).then((answer) => answer.json(), () => []);
    const pages = targets.filter(({type}) => type === 'page');
    return pages.length === 1 ? pages[0].url : null;
  }

  /** The page, for a test that looks into it: needs the policies `inspectable` and --remote-debugging-port=0. */
  async page() {
    return until('a page to look into', async () => {
      await this.browser?.close().catch(() => {});
      const inspector = this.#inspector();
      // A browser that is being ended takes the connection and never answers.
      this.browser = inspector && await chromium.connectOverCDP(inspector, {timeout: 3000}).catch(() => null);
      return this.browser?.contexts()[0]?.pages().find((page) => /^(http|file):/.test(page.url()));
    });
  }
}
