#!/usr/bin/env node
// Writes the sample directory: HSDS 3.1 services, one per line, from the texts in source/.
//
//   node data/sample/make.mjs [--today YYYY-MM-DD] [--out FILE]
//
// Statements carry their age, not their date: made for another day, the same ones are fresh or stale.
// The committed services.ndjson is made for 2026-11-24.

import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import { date_of, day_of } from './lib/dates.mjs';
import { service_record } from './lib/records.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const read_json = (...path) => JSON.parse(readFileSync(join(here, ...path), 'utf8'));
const by_id = (list) => new Map(list.map((entry) => [entry.id, entry]));

/** The organizations of all source files, in the order of the files' names. */
export function read_organizations() {
  return readdirSync(join(here, 'source')).filter((name) => /^\d\d-.*\.json$/.test(name)).sort()
    .flatMap((name) => read_json('source', name).organizations);
}

/** All services of the sample as they stand on a day. */
export function make_services(today) {
  const region = read_json('source', 'region.json');
  const context = {
    today, region,
    languages: new Map(read_json('..', 'catalogue', 'languages.json').languages.map(({ tag, names }) => [tag, names.en[0]])),
    facts: by_id(read_json('..', 'catalogue', 'facts.json').facts),
    needs: by_id(read_json('..', 'catalogue', 'needs.json').needs),
  };
  return read_organizations().flatMap((organization) =>
    organization.services.map((service) => service_record(service, organization, context)));
}

function main() {
  const { values } = parseArgs({ options: { today: { type: 'string' }, out: { type: 'string' } } });
  const today = values.today ? day_of(values.today) : Math.floor(Date.now() / 86_400_000);
  const out = values.out ?? join(here, 'services.ndjson');
  const services = make_services(today);
  mkdirSync(dirname(out), { recursive: true });
  writeFileSync(out, services.map((service) => `${JSON.stringify(service)}\n`).join(''));
  const organizations = new Set(services.map((service) => service.organization.id)).size;
  console.log(`sample: ${services.length} services of ${organizations} organizations as of ${date_of(today)}`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main();
