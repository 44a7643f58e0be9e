#!/usr/bin/env node
// Holds recorded answers of searchd against our OpenAPI file.
//
//   npm ci --ignore-scripts && node check.mjs RECORDED [OPENAPI]
//
// RECORDED is what the tests wrote where PORCHLIGHT_RECORD_ANSWERS named a file: one JSON object a line with
// method, path, status, type, answer and, where it was JSON, request. Members that the file doesn't declare are
// refused, and so is a declared route × status that no test has seen.
// The last line is "N passed, N failed"; a route × status that is declared or seen counts once.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Ajv2020 from 'ajv/dist/2020.js';

const here = dirname(fileURLToPath(import.meta.url));
const recorded = process.argv[2];
const file = process.argv[3] ?? join(here, '../../data/openapi/openapi.json');
if (recorded === undefined) {
  console.error('usage: check.mjs RECORDED [OPENAPI]');
  process.exit(2);
}

const api = JSON.parse(readFileSync(file, 'utf8'));
const ajv = new Ajv2020({ strict: true, strictRequired: false, allowUnionTypes: true, allErrors: false });
ajv.addVocabulary(Object.keys(api));
ajv.addSchema(api, 'api');

const methods = ['get', 'post', 'put', 'delete', 'patch', 'head', 'options', 'trace'];

function at(pointer) {
  return pointer.slice(2).split('/').reduce((value, key) => value[key.replaceAll('~1', '/').replaceAll('~0', '~')], api);
}

const escape = (key) => key.replaceAll('~', '~0').replaceAll('/', '~1');
const follow = (pointer) => at(pointer)?.$ref ?? pointer;

/** The declared path that an address means, or null: a parameter at the end takes any number of folders. */
function declaredPath(address) {
  if (api.paths[address] !== undefined) return address;
  return Object.keys(api.paths).find((path) => path.includes('{') && address.startsWith(path.slice(0, path.indexOf('{')))
    && address.length > path.indexOf('{')) ?? null;
}

/** Where the answers that one request may get are declared: a pointer to an object by status. */
function declaredAnswers(method, address, status) {
  const path = declaredPath(address);
  const anyAddress = '#/x-any-address';
  if (path === null) return anyAddress;
  const item = `#/paths/${escape(path)}`;
  const own = api.paths[path][method.toLowerCase()] === undefined ? `${item}/x-other-methods` : `${item}/${method.toLowerCase()}/responses`;
  return at(own)[status] === undefined && at(anyAddress)[status] !== undefined ? anyAddress : own;
}

const validators = new Map();
function validator(pointer) {
  if (!validators.has(pointer)) validators.set(pointer, ajv.compile({ $ref: `api${pointer}` }));
  return validators.get(pointer);
}

function fault(validate) {
  const { instancePath, message, params } = validate.errors[0];
  const more = params.additionalProperty ?? params.missingProperty ?? '';
  return `${instancePath || '/'} ${message} ${more}`.trim();
}

/** What is wrong with one recorded answer, or null. */
function wrongWith(entry, answers) {
  const answer = follow(`${answers}/${entry.status}`);
  const declared = at(answer);
  if (declared === undefined) return `status ${entry.status} isn't declared`;
  const types = Object.keys(declared.content ?? {});
  if (types.length === 0 || entry.method === 'HEAD') return null;
  if (!types.includes('*/*') && !types.includes(entry.type)) return `media type "${entry.type}" isn't declared`;
  // A stream of lines is no JSON value.
  if (types.includes('*/*') || !/[/+]json$/.test(entry.type)) return null;
  const validate = validator(`${answer}/content/${escape(entry.type)}/schema`);
  return validate(entry.answer) ? null : fault(validate);
}

/** Requests that were answered must be as declared; those with a member too many mustn't. */
function wrongWithRequest(entry, answers) {
  const operation = answers.replace(/\/responses$/, '');
  const body = at(operation)?.requestBody;
  if (body === undefined || entry.request === undefined) return null;
  const validate = validator(`${operation}/requestBody/content/application~1json/schema`);
  const valid = validate(entry.request);
  if (entry.status === 200 && !valid) return `a request that was answered isn't declared: ${fault(validate)}`;
  if (entry.answer?.code === 'unknown_member' && valid) return `a request is declared that is refused: ${entry.answer.pointer}`;
  return null;
}

/** Every declared route × status. */
function allDeclared() {
  const out = new Set(Object.keys(api['x-any-address']).map((status) => `#/x-any-address ${status}`));
  for (const [path, item] of Object.entries(api.paths)) {
    const base = `#/paths/${escape(path)}`;
    for (const status of Object.keys(item['x-other-methods'] ?? {})) out.add(`${base}/x-other-methods ${status}`);
    for (const method of methods)
      for (const status of Object.keys(item[method]?.responses ?? {})) out.add(`${base}/${method}/responses ${status}`);
  }
  return out;
}

const readable = (name) => name.replaceAll('~1', '/').replace('#/paths/', '').replace('/responses', '').replace('#/', '');
const unseen = allDeclared();
const faults = new Map();
const seen = new Set();
let lines = 0;
for (const line of readFileSync(recorded, 'utf8').split('\n')) {
  if (line === '') continue;
  lines += 1;
  const entry = JSON.parse(line);
  const answers = declaredAnswers(entry.method, entry.path, entry.status);
  const name = `${answers} ${entry.status}`;
  seen.add(name);
  unseen.delete(name);
  const wrong = wrongWith(entry, answers) ?? wrongWithRequest(entry, answers);
  if (wrong !== null) faults.set(`${name}: ${wrong}`, name);
}
for (const [text] of faults) console.log(`wrong: ${readable(text)}`);
for (const name of unseen) console.log(`never seen: ${readable(name)}`);
const failed = new Set([...faults.values(), ...unseen]);
console.log(`${lines} answers of ${seen.size} routes × statuses`);
console.log(`${[...seen].filter((name) => !failed.has(name)).length} passed, ${failed.size} failed`);
process.exit(failed.size === 0 && lines > 0 ? 0 : 1);
