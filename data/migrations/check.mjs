#!/usr/bin/env node
// Holds the schema's two dialects against each other: data/migrations/sqlite, which the programs use, and
// data/migrations/postgresql.
//
//   node data/migrations/check.mjs
//
// Each migration has its twin, with the same tables, columns, views, indexes, rules and sentences. Then the same
// statements are run in both, and both must say the same: yes, no with the same sentence, or the same rows. Where
// Debian's postgresql isn't installed that part is skipped, which is said.
// Ends with "migrations: N passed, N failed" and exit status 1 on any failure.
import {execFileSync, spawnSync} from 'node:child_process';
import {mkdtempSync, readdirSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';

import {steps} from './steps.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const self = fileURLToPath(import.meta.url);

let passed = 0;
let failed = 0;

function check(name, isRight, detail = '') {
  if (isRight) {
    passed += 1;
    return;
  }
  failed += 1;
  console.error(`FAILED ${name}${detail === '' ? '' : `\n  ${detail}`}`);
}

const migrationsOf = (engine) =>
  readdirSync(join(here, engine)).filter((name) => name.endsWith('.sql')).sort();
const textOf = (engine, name) => readFileSync(join(here, engine, name), 'utf8').replace(/--[^\n]*/g, '');

/** What a migration makes and takes away, and the sentences of its rules. */
function saidIn(text) {
  const named = [...text.matchAll(/\b(create|drop)\s+(unique\s+index|index|table|view|trigger)\s+(\w+)/g)]
    .map((found) => `${found[1]} ${found[2]} ${found[3]}`)
    .filter((each) => !each.endsWith('_is_not_emptied'));  // PostgreSQL alone has `truncate`.
  const refusals = [...text.matchAll(/(?:raise\(abort,|perform refuse\()\s*('(?:[^']|'')*')/g)].map((found) => found[1]);
  return [...named, ...refusals].sort();
}

function checkTwins() {
  const twins = migrationsOf('postgresql');
  check('both dialects have the same migrations', migrationsOf('sqlite').join() === twins.join(),
    `sqlite: ${migrationsOf('sqlite')}\n  postgresql: ${twins}`);
  for (const name of migrationsOf('sqlite')) {
    if (!twins.includes(name)) continue;
    const own = saidIn(textOf('sqlite', name));
    const twin = saidIn(textOf('postgresql', name));
    const lacking = own.filter((each) => !twin.includes(each)).concat(twin.filter((each) => !own.includes(each)));
    check(`${name} has its twin`, own.join('\n') === twin.join('\n'), lacking.join('\n  '));
  }
}

/** Runs SQL; its rows as text, one a line, or what went wrong. */
function outcomeOf(program, args, sql) {
  const ended = spawnSync(program, args, {input: sql, encoding: 'utf8'});
  return {isFine: ended.status === 0, rows: ended.stdout.trim(), complaint: ended.stderr + ended.stdout};
}

/** A SQLite store in a folder, as the programs set their connections up. */
function sqliteIn(folder) {
  const args = ['-batch', '-bail', '-list', join(folder, 'store.db')];
  const pragmas = 'pragma foreign_keys = on; pragma recursive_triggers = on; pragma trusted_schema = off;\n';
  return (sql) => outcomeOf('sqlite3', args, pragmas + sql);
}

/** A database of a PostgreSQL that scripts/with-postgresql has started. */
function postgresqlAt(server) {
  const at = (database) => ['-X', '-q', '-A', '-t', '-v', 'ON_ERROR_STOP=1', `postgresql:///${database}${server}`];
  execFileSync('psql', [...at('postgres'), '-c', "create database store template template0 encoding 'UTF8' locale 'C.UTF-8'"]);
  return (sql) => outcomeOf('psql', at('store'), sql);
}

function checkStep(step, engines) {
  for (const [engine, run] of Object.entries(engines)) {
    const outcome = run(step.sql);
    const name = `${engine}: ${step.says}`;
    if (step.refused !== undefined)
      check(name, !outcome.isFine && outcome.complaint.includes(step.refused), `it said: ${outcome.complaint.trim()}`);
    else if (step.rows !== undefined)
      check(name, outcome.isFine && outcome.rows === step.rows, `it said: ${outcome.complaint.trim()}`);
    else check(name, outcome.isFine, outcome.complaint.trim());
  }
}

/** The same statements in both. */
function checkRules(server) {
  const folder = mkdtempSync(join(tmpdir(), 'migrations-'));
  try {
    const engines = {sqlite: sqliteIn(folder), postgresql: postgresqlAt(server)};
    for (const [engine, run] of Object.entries(engines))
      for (const name of migrationsOf(engine)) {
        const outcome = run(`begin;\n${readFileSync(join(here, engine, name), 'utf8')}\ncommit;\n`);
        check(`${engine}/${name} runs`, outcome.isFine, outcome.complaint.trim());
      }
    for (const step of steps) checkStep(step, engines);
    for (const table of ['audit', 'revision', 'import', 'submission', 'review', 'account'])
      checkStep({says: `${table} isn't emptied as a whole`, sql: `truncate ${table} cascade;`, refused: 'what was kept stays'},
        {postgresql: engines.postgresql});
  } finally {
    rmSync(folder, {recursive: true});
  }
}

const server = process.env.PORCHLIGHT_TEST_POSTGRESQL;
if (server === undefined) {
  const ended = spawnSync(join(here, '../../scripts/with-postgresql'), [process.execPath, self], {stdio: 'inherit'});
  if (ended.status !== 77) process.exit(ended.status ?? 1);
  console.error('migrations: the rules weren\'t run in PostgreSQL, which isn\'t installed');
}
checkTwins();
if (server !== undefined) checkRules(server);
console.log(`migrations: ${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
