// What the Debian package has in it, and how far its units are shut in. Installing it in a bare Debian is
// scripts/test-package (long form).
import assert from 'node:assert/strict';
import {execFileSync, spawnSync} from 'node:child_process';
import {mkdtempSync, readFileSync, readdirSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {after, before, test} from 'node:test';
import {fileURLToPath} from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const unitsIn = (within) => readdirSync(join(root, within)).filter((each) => each.endsWith('.service'));
const units = unitsIn('deploy/debian');
const folder = mkdtempSync(join(tmpdir(), 'porchlight-package-'));
let files = [];
let installed = '';

before(() => {
  const deb = execFileSync('scripts/make-package', [folder], {cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore']}).trim().split('\n').pop();
  files = execFileSync('dpkg-deb', ['--contents', deb], {encoding: 'utf8'}).trim().split('\n').map((line) => {
    const [mode, owner, , , , name] = line.split(/\s+/);
    return {mode, owner, name: name.slice(1)};
  });
  installed = join(folder, 'root');
  execFileSync('dpkg-deb', ['--raw-extract', deb, installed]);
});
after(() => rmSync(folder, {recursive: true, force: true}));

const read = (path) => readFileSync(join(installed, path), 'utf8');

test('the package has programs, settings, units, data, manual pages and words for its operator', () => {
  const names = new Set(files.map(({name}) => name));
  for (const name of ['/usr/bin/searchd', '/usr/bin/indexer', '/etc/porchlight/porchlight.toml', '/usr/share/porchlight/catalogue/facts.json',
    '/usr/share/porchlight/sources.json', '/usr/share/doc/porchlight/operator.md', '/usr/share/doc/porchlight/nginx/nginx.conf', '/usr/share/doc/porchlight/cluster/porchlight-shard@.service',
    '/usr/share/man/man1/searchd.1', '/usr/share/man/man1/indexer-restore.1', '/usr/lib/systemd/system/porchlight-backup.timer',
    ...units.map((unit) => `/usr/lib/systemd/system/${unit}`)]) assert.ok(names.has(name), name);
  for (const {name, owner, mode} of files) {
    assert.equal(owner, 'root/root', name);
    assert.doesNotMatch(mode, /^.{5}w|^.{8}w|s|t/, name);
    assert.doesNotMatch(name, /^\/(usr\/local|var|home|work)|sample|migrations|node_modules/, name);
  }
  assert.equal(read('DEBIAN/conffiles').trim(), '/etc/porchlight/porchlight.toml');
});

test('the package asks for the libraries that its programs are linked to', () => {
  const depends = /^Depends: (.*)$/m.exec(read('DEBIAN/control'))?.[1].split(', ').map((each) => each.split(' ')[0]) ?? [];
  for (const name of ['adduser', 'libc6', 'libxapian30', 'libsoci-sqlite3-4.0', 'libicu72']) assert.ok(depends.includes(name), name);
});

test('both programs take the file of settings that comes with them', () => {
  const bin = (name) => join(installed, 'usr/bin', name);
  const config = ['--config', join(installed, 'etc/porchlight/porchlight.toml')];
  const check = spawnSync(bin('searchd'), ['--check', ...config, '--data', folder, '--web', folder, '--gazetteer', folder], {encoding: 'utf8'});
  assert.doesNotMatch(check.stderr, /no such setting|must be/);
  const backup = spawnSync(bin('indexer'), ['backup', ...config, '--data', join(folder, 'none')], {encoding: 'utf8'});
  assert.doesNotMatch(backup.stderr, /required|no such setting|not expected/);
  const follow = spawnSync(bin('indexer'), ['follow', ...config, '--once', '--data', join(folder, 'none')], {encoding: 'utf8'});
  assert.doesNotMatch(follow.stderr, /required|no such setting|not expected/);
});

test('every option of the manual pages is one that there is, and every one that there is stands in them', () => {
  const options = (text) => [...new Set(text.replaceAll(/\\f[BIRP]/g, '').replaceAll('\\', '').match(/--[a-z][a-z-]+/g))].sort();
  for (const [page, words] of [['searchd', ['searchd']], ['indexer-backup', ['indexer', 'backup']], ['indexer-import', ['indexer', 'import']]]) {
    const help = execFileSync(join(installed, 'usr/bin', words[0]), [...words.slice(1), '--help'], {encoding: 'utf8'});
    assert.deepEqual(options(read(`usr/share/man/man1/${page}.1`)), options(help), page);
  }
});

for (const path of ['deploy/debian', 'deploy/cluster'].flatMap((within) => unitsIn(within).map((unit) => join(within, unit)))) {
  test(`${path} is shut in: systemd's own figure is at most 2.0`, (t) => {
    const asked = spawnSync('systemd-analyze', ['security', '--offline=true', '--no-pager', join(root, path)], {encoding: 'utf8'});
    const figure = /exposure level for .*: ([\d.]+)/.exec(asked.stdout ?? '');
    if (!figure) return t.skip('systemd-analyze can\'t be asked here');
    assert.ok(Number(figure[1]) <= 2.0, `${figure[1]}`);
  });
}
