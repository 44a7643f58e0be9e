#!/usr/bin/env node
// Counts a test runner's report: writes "PASSED FAILED SKIPPED" to standard output, and the names of
// what failed or was skipped, with the reason where the report gives one, to standard error.
//
//   node scripts/count-results.mjs ctest|node|vitest|playwright FILE
import {readFileSync} from 'node:fs';

/** Each reader answers with {name, state: passed | failed | skipped | flaky, reason}. */
const readers = {
  /** ctest --output-junit: one element per test, its attributes in any order. */
  ctest(text) {
    return [...text.matchAll(/<testcase\b([^>]*?)(\/>|>([\s\S]*?)<\/testcase>)/g)].map(([, attributes, , body]) => {
      const attribute = (name) => new RegExp(`\\b${name}="([^"]*)"`).exec(attributes)?.[1] ?? '';
      const reason = /message="([^"]*)"/.exec(body ?? '')?.[1] ?? '';
      // A test that couldn't be started isn't run either; only one that skips itself is skipped.
      const skipped = attribute('status') === 'disabled' || reason.startsWith('SKIP_');
      const state = attribute('status') === 'run' ? 'passed' : skipped ? 'skipped' : 'failed';
      return {name: attribute('name'), state, reason};
    });
  },

  /** node's own runner, as JUnit: what failed or was skipped has an element in its test case. */
  node(text) {
    return [...text.matchAll(/<testcase name="([^"]*)"[^>]*?(\/>|>([\s\S]*?)<\/testcase>)/g)].map(([, name, , body = '']) => ({
      name, state: body.includes('<failure') ? 'failed' : body.includes('<skipped') ? 'skipped' : 'passed', reason: ''}));
  },

  vitest(text) {
    return JSON.parse(text).testResults.flatMap((file) => [
      ...file.assertionResults.map(({fullName, status}) => ({
        name: fullName, state: ['passed', 'failed'].includes(status) ? status : 'skipped', reason: ''})),
      // A file that couldn't be loaded has no tests to count.
      ...(file.status === 'failed' && file.assertionResults.length === 0
        ? [{name: file.name, state: 'failed', reason: file.message}] : []),
    ]);
  },

  playwright(text) {
    const specsOf = (suite) => [...(suite.specs ?? []), ...(suite.suites ?? []).flatMap(specsOf)];
    const report = JSON.parse(text);
    const states = {expected: 'passed', flaky: 'flaky', unexpected: 'failed', skipped: 'skipped'};
    return [
      ...report.suites.flatMap(specsOf).flatMap((spec) => spec.tests.map((test) => ({
        name: spec.title, state: states[test.status], reason: test.annotations.map(({description}) => description ?? '').join(' ')}))),
      ...report.errors.map(({message}) => ({name: 'playwright', state: 'failed', reason: message})),
    ];
  },
};

const [kind, file] = process.argv.slice(2);
const tests = readers[kind](readFileSync(file, 'utf8'));
for (const {name, state, reason} of tests)
  if (state !== 'passed') console.error(`${state.toUpperCase()} ${name}${reason ? `: ${reason}` : ''}`);
const count = (state) => tests.filter((test) => test.state === state).length;
// Flaky: passed at the second try only. It doesn't fail a run, but is named above.
console.log(`${count('passed') + count('flaky')} ${count('failed')} ${count('skipped')}`);
