#!/usr/bin/env node
// Checks every data file against its schema, and every id that one file uses of another.
//
//   npm ci --ignore-scripts --prefix data/gazetteer && node data/check.mjs [places.tsv]
//
// Where the sample feeds lie beside the repository it also measures which share of their services
// the crosswalks reach. Ends with "data: N passed, N failed" and exit status 1 on any failure.
import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {basename, dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {gunzipSync} from 'node:zlib';

const here = dirname(fileURLToPath(import.meta.url));
const feedsFolder = join(here, '../../shared/data/services');

/** Fewest of a feed's services, of those with any term, that a crosswalk must give a need. */
const requiredShare = 0.8;

/** Terms that say nothing of what a service does: a service with no other one isn't counted. */
const emptyTerms = new Set(['community services']);

let passed = 0;
let failed = 0;

/** Runs one check, which answers with its problems. */
function check(name, problemsOf) {
  let problems;
  try {
    problems = problemsOf();
  } catch (error) {
    problems = [error.message];
  }
  if (problems.length === 0) {
    passed += 1;
    return;
  }
  failed += 1;
  console.error(`FAILED ${name}`);
  for (const problem of problems.slice(0, 20)) console.error(`  ${problem}`);
  if (problems.length > 20) console.error(`  and ${problems.length - 20} more`);
}

function loadAjv() {
  try {
    return createRequire(join(here, 'gazetteer/package.json'))('ajv').default;
  } catch {
    console.error('data: the npm package "ajv" is missing. Run: ' +
                  'npm ci --ignore-scripts --prefix data/gazetteer');
    process.exit(1);
  }
}

const Ajv = loadAjv();
const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'));
const jsonFilesIn = (folder) => readdirSync(folder).filter((name) => name.endsWith('.json')).sort();

function checkSchema(path, schemaName) {
  check(`${basename(path)} follows ${schemaName}`, () => {
    const schema = readJson(join(here, 'catalogue/schema', schemaName));
    const ajv = new Ajv({allErrors: true, strict: false});
    if (ajv.validate(schema, readJson(path))) return [];
    return ajv.errors.map((error) => `${error.instancePath || '/'} ${error.message}`);
  });
}

/** What occurs more than once in a list. */
function repeated(values) {
  const seen = new Set();
  return values.filter((value) => seen.has(value) || !seen.add(value));
}

function checkSchemas() {
  for (const name of jsonFilesIn(join(here, 'catalogue')))
    checkSchema(join(here, 'catalogue', name), name.replace('.json', '.schema.json'));
  for (const name of jsonFilesIn(join(here, 'crosswalk')))
    checkSchema(join(here, 'crosswalk', name), 'crosswalk.schema.json');
  checkSchema(join(here, 'holidays.json'), 'holidays.schema.json');
  checkSchema(join(here, 'sources.json'), 'sources.schema.json');
  checkSchema(join(here, 'crisis_lines.json'), 'crisis_lines.schema.json');
  checkSchema(join(here, 'wording/danger.json'), 'danger.schema.json');
  for (const name of jsonFilesIn(join(here, 'locales')))
    checkSchema(join(here, 'locales', name), 'locale.schema.json');
}

function checkCatalogueReferences(needs, facts) {
  check('needs have one id each and parents that exist', () => {
    const ids = new Set(needs.map((need) => need.id));
    return [...repeated(needs.map((need) => need.id)).map((id) => `${id} twice`),
            ...needs.filter((need) => need.parent !== null && !ids.has(need.parent))
                .map((need) => `${need.id}: no parent ${need.parent}`)];
  });
  check('facts have one id each and successors that exist', () => {
    const ids = new Set(facts.map((fact) => fact.id));
    return [...repeated(facts.map((fact) => fact.id)).map((id) => `${id} twice`),
            ...facts.filter((fact) => fact.replaced_by && !ids.has(fact.replaced_by))
                .map((fact) => `${fact.id}: no successor ${fact.replaced_by}`)];
  });
}

function checkCrosswalk(file, crosswalk, needs, facts) {
  const needIds = new Set(needs.map((need) => need.id));
  const factIds = new Set(facts.filter((fact) => !fact.replaced_by).map((fact) => fact.id));
  check(`${file} names itself, and uses needs and facts of the catalogue, once per code`, () => {
    const problems = [];
    if (`${crosswalk.name}.json` !== file) problems.push(`its name is ${crosswalk.name}`);
    if (crosswalk.name === 'porchlight') problems.push('the name porchlight is built in');
    for (const term of crosswalk.terms) {
      for (const need of term.needs ?? [])
        if (!needIds.has(need)) problems.push(`${term.code}: no need ${need}`);
      for (const {fact} of term.facts ?? [])
        if (!factIds.has(fact)) problems.push(`${term.code}: no fact ${fact}`);
    }
    const codes = crosswalk.terms.map((term) => term.code.normalize('NFKC').toLowerCase());
    return [...problems, ...repeated(codes).map((code) => `${code} twice`)];
  });
  check(`${file} hides what the word for it says must be hidden`, () => {
    const mustHide = /shelter.*violence|violence.*shelter|safe ?house|HOUSING.*family violence/i;
    return crosswalk.terms
        .filter((term) => mustHide.test(term.code) && term.visibility !== 'hidden')
        .map((term) => `${term.code} isn't hidden`);
  });
}

function checkSources(sources, crosswalkNames) {
  check('sources have one name each, a default, zones and crosswalks that exist', () => {
    const names = sources.map((source) => source.name);
    const problems = repeated(names).map((name) => `${name} twice`);
    if (!names.includes('default')) problems.push('there is no default');
    for (const source of sources) {
      for (const name of source.crosswalks)
        if (!crosswalkNames.has(name)) problems.push(`${source.name}: no crosswalk ${name}`);
      if (source.zone === undefined) continue;
      try {
        new Intl.DateTimeFormat('en', {timeZone: source.zone});
      } catch {
        problems.push(`${source.name}: no zone ${source.zone}`);
      }
    }
    return problems;
  });
  check('only the sample is taken at its word for safety, practice, culture and identity', () =>
    sources.filter((source) => source.name !== 'sample').flatMap((source) =>
      ['default', 'safety', 'practice', 'culture', 'identity']
          .filter((group) => (source.rule[group] ?? 'propose') !== 'propose')
          .map((group) => `${source.name}: ${group} is ${source.rule[group]}`)));
}

/** Ours are shown to everyone: none of their words may be one that no screen shows. */
function checkCrisisLines(lines) {
  check('crisis lines have one id each, and begin with the emergency number in each country', () => {
    const problems = repeated(lines.map((line) => line.id)).map((id) => `${id} twice`);
    for (const country of ['CA', 'US'])
      if (lines.find((line) => line.jurisdictions.includes(country))?.number !== '911')
        problems.push(`${country} doesn't begin with 911`);
    return problems;
  });
  check('no crisis line is named or told with a word that no screen may show', () => {
    const exploitation = ['traffick', 'traite', 'trata', 'exploit', 'explot', 'slave'];
    return lines.flatMap((line) => {
      const text = JSON.stringify([line.name, line.text_message, line.hours, line.who_answers, line.police]);
      return [...avoidedWordsIn(text),
              ...exploitation.filter((word) => text.toLowerCase().includes(word))]
          .map((word) => `${line.id}: "${word}"`);
    });
  });
}

/** The words and phrases of wording/avoid.txt that stand in a text. */
function avoidedWordsIn(text) {
  const avoided = readFileSync(join(here, 'wording/avoid.txt'), 'utf8').split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'));
  const words = ` ${text.toLowerCase().split(/[^\p{L}\p{N}'’%]+/u).join(' ')} `;
  return avoided.filter((word) => words.includes(` ${word.toLowerCase()} `));
}

/**
 * What a screen that others see too never names, by language. The paper that shows who one is
 * ("pièce d'identité") and who looks after a child ("guardian") are other things.
 */
const unnamedOnKiosk = {
  en: /exploit|traffick|abus|victim|violen|assault|identit|gender|orientation|\btrans\b|lgbt|immigra|status|\block|camera|\bexit|\bguards?\b|police|safe|trauma/i,
  fr: /exploit|traite\b|abus|victim|violen|agress|(?<!pièces? d.)identit|\bgenres?\b|orientation|\btrans\b|lgbt|immigra|statut|verrou|caméra|\bgarde du|police|sûr\b|sécurit|traumat/i,
  es: /explot|\btrata\b|abus|víctim|violen|agresi|identidad|género|orientaci|\btrans\b|lgbt|inmigra|migrator|estatus|cerradura|cámara|guardia\b|policía|seguridad|\ba salvo|trauma/i,
  ar: /استغلال|اتجار|إساءة|اعتداء|عنف|ضحي|ضحايا|هوية|جندر|ميول|عابر|مثلي|هجرة|مهاجر|صدمة|قفل|أقفال|كاميرا|مخرج|مخارج|حارس|حراس|شرطة|آمن|أمان|سلامة/,
  pa: /ਸ਼ੋਸ਼ਣ|ਤਸਕਰੀ|ਦੁਰਵਿਹਾਰ|ਪੀੜਤ|ਹਿੰਸਾ|ਹਮਲਾ|ਪਛਾਣ|(?<!ਸ)ਲਿੰਗ|ਟ੍ਰਾਂਸ(?!ਪੋਰਟ)|ਇਮੀਗ੍ਰੇਸ਼ਨ|ਇਮੀਗਰੇਸ਼ਨ|ਸਟੇਟਸ|ਤਾਲ[ਾੇ]|ਕੈਮਰ|ਨਿਕਾਸ|ਪਹਿਰੇਦਾਰ|ਗਾਰਡ(?!ੀਅਨ)|ਪੁਲਿਸ|ਸੁਰੱਖਿ|ਮਹਿਫ਼?ੂਜ਼|ਸਦਮ|ਟ੍ਰ?ੌਮਾ/,
  tl: /pagsasamantala|traffick|\bp?ang-?aabuso|\babus|biktima|karahasan|panggagahasa|pagkakakilanlan|identi|kasarian|gender|oryentasyon|\btrans\b|lgbt|\bbakla|\btomboy|imigra|immigra|\bstatus|kandado|kamera|camera|\bexit|labasan|guwardiya|\bguards?\b|pulis|ligtas|\bsafe|trauma/i,
  uk: /експлуат|торгівл. людьми|зловжив|насил|жертв|ідентич|гендер|орієнтац|транс(?!порт)|лгбт|мігра|статус|замок|замк|камер|вихід(?!н)|виход|(?<!п)охорон|поліц|безпе|травм/i,
  'zh-Hans': /剥削|贩[卖运]|拐卖|虐待|受害|暴力|侵犯|性侵|身份|性别|性取向|跨性别|变性|同性|移民|锁|摄像|监控|出口|保安|门卫|警察|安全|创伤|妓|卖淫|解救|瘾君子/,
};

/** Each text of a locale with where it stands. */
function textsOf(locale) {
  const walk = (value, path) => typeof value === 'string' ?
      [{path, text: value}] :
      Object.entries(value).flatMap(([name, each]) => walk(each, `${path}/${name}`));
  return ['needs', 'facts', 'messages', 'crisis_lines'].flatMap((name) => walk(locale[name] ?? {}, name));
}

/** Needs, public facts and messages as the kiosk words them. */
function kioskTexts(locale, needs, facts, messages) {
  const parts = ['label', 'yes', 'no', 'question'];
  return [...needs.map(({id, label}) => ({path: id, text: locale.needs?.[id] ?? label[locale.tag]})),
          ...facts.filter(({visibility}) => visibility === 'public').flatMap((fact) =>
            parts.map((part) => ({path: `${fact.id}/${part}`,
                                  text: locale.facts?.[fact.id]?.[part] ?? fact[part][locale.tag]}))),
          ...Object.entries(messages).map(([id, text]) => ({path: id, text: locale.messages?.[id] ?? text[locale.tag]}))];
}

/** A complete locale says all there is to say, itself or in the catalogue; none says more than that. */
function checkLocaleIds(file, locale, needs, facts, messages, lines) {
  const ids = {
    needs: needs.map(({id, label}) => [id, label]),
    facts: facts.filter(({visibility}) => visibility === 'public').flatMap((fact) =>
      ['label', 'yes', 'no', 'question'].map((part) => [`${fact.id}/${part}`, fact[part]])),
    messages: Object.entries(messages),
    crisis_lines: lines.flatMap((line) =>
      ['hours', 'who_answers', 'police', 'text_message'].filter((part) => line[part] !== null)
          .map((part) => [`${line.id}/${part}`, line[part]])),
  };
  const known = new Set([...Object.entries(ids).flatMap(([kind, of]) => of.map(([id]) => `${kind}/${id}`)),
                         ...lines.map(({id}) => `crisis_lines/${id}/name`)]);
  const own = new Set(textsOf(locale).map(({path}) => path));
  check(`${file} has only ids that exist`, () => [...own].filter((path) => !known.has(path)));
  if (locale.complete)
    check(`${file} is complete`, () => Object.entries(ids).flatMap(([kind, of]) =>
      of.filter(([id, texts]) => !own.has(`${kind}/${id}`) && !texts[locale.tag])
          .map(([id]) => `${kind}/${id} is missing`)));
}

function checkLocale(file, locale, needs, facts, messages, lines) {
  checkLocaleIds(file, locale, needs, facts, messages, lines);
  const fillers = (text) => (text.match(/\{\w+\}/g) ?? []).sort().join();
  check(`${file} keeps the fillers of every message, and Western digits`, () =>
    textsOf(locale).flatMap(({path, text}) => {
      const [, id] = /^messages\/(.+)/.exec(path) ?? [];
      const english = messages[id]?.en;
      return [...(id !== undefined && fillers(english ?? '') !== fillers(text) ? [`${path}: ${text}`] : []),
              ...(/(?![0-9])\p{Nd}/u.test(text) ? [`${path}: other digits`] : [])];
    }));
  check(`${file} has no word that no screen may show`, () =>
    textsOf(locale).flatMap(({path, text}) => avoidedWordsIn(text).map((word) => `${path}: "${word}"`)));
  if (unnamedOnKiosk[locale.tag])
    check(`${file} words needs, facts and messages by what happens`, () =>
      kioskTexts(locale, needs, facts, messages).filter(({text}) => unnamedOnKiosk[locale.tag].test(text))
          .map(({path, text}) => `${path}: ${text}`));
}

const day = 24 * 3600 * 1000;
const weekdays = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'];

/** Easter Sunday of the Gregorian calendar (the method of Meeus, Jones and Butcher). */
function easterSunday(year) {
  const [a, b, c] = [year % 19, Math.floor(year / 100), year % 100];
  const d = (19 * a + b - Math.floor(b / 4) - Math.floor((8 * b + 13) / 25) + 15) % 30;
  const e = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - d - (c % 4)) % 7;
  const f = d + e - 7 * Math.floor((a + 11 * d + 22 * e) / 451) + 114;
  return Date.UTC(year, Math.floor(f / 31) - 1, (f % 31) + 1);
}

function dateOf(rule, year) {
  if (rule.easter !== undefined) return easterSunday(year) + rule.easter * day;
  if (rule.day !== undefined) return Date.UTC(year, rule.month - 1, rule.day);
  const length = new Date(Date.UTC(year, rule.month, 0)).getUTCDate();
  const days = [];
  for (let each = 1; each <= length; each += 1) {
    const date = Date.UTC(year, rule.month - 1, each);
    if (weekdays[new Date(date).getUTCDay()] !== rule.weekday) continue;
    if (rule.before_day === undefined || each < rule.before_day) days.push(date);
  }
  if (rule.before_day !== undefined || rule.nth === -1) return days.at(-1);
  return days[rule.nth - 1];
}

function checkHolidays(holidays, regions) {
  check('holidays have one id each, known regions and days that exist', () => {
    const known = new Set(['CA', 'US', 'FR', ...regions]);
    const problems = repeated(holidays.map((holiday) => holiday.id)).map((id) => `${id} twice`);
    for (const {id, regions: where, rule} of holidays) {
      for (const region of where) if (!known.has(region)) problems.push(`${id}: region ${region}`);
      const date = new Date(dateOf(rule, 2028));
      if (rule.day !== undefined && date.getUTCDate() !== rule.day)
        problems.push(`${id}: no ${rule.day} in month ${rule.month}`);
    }
    return problems;
  });
  // As printed in calendars.
  const expected = {
    'good-friday': ['2026-04-03', '2027-03-26'], 'easter-monday': ['2026-04-06', '2027-03-29'],
    'victoria-day': ['2026-05-18', '2027-05-24'], 'labour-day': ['2026-09-07', '2027-09-06'],
    'thanksgiving-canada': ['2026-10-12', '2027-10-11'],
    'thanksgiving-us': ['2026-11-26', '2027-11-25'],
    'day-after-thanksgiving': ['2026-11-27', '2027-11-26'],
    'memorial-day': ['2026-05-25', '2027-05-31'], 'louis-riel-day': ['2026-02-16', '2027-02-15'],
    'mardi-gras': ['2026-02-17', '2027-02-09'], 'ascension': ['2026-05-14', '2027-05-06'],
    'election-day': ['2026-11-03', '2027-11-02'],
  };
  check('holidays fall where calendars print them', () =>
    Object.entries(expected).flatMap(([id, dates]) => dates.flatMap((text) => {
      const holiday = holidays.find((each) => each.id === id);
      if (!holiday) return [`no holiday ${id}`];
      const found = new Date(dateOf(holiday.rule, Number(text.slice(0, 4))));
      return found.toISOString().startsWith(text) ? []
                                                  : [`${id}: ${found.toISOString()}, not ${text}`];
    })));
}

function readPlaces(path) {
  const [header, ...lines] = readFileSync(path, 'utf8').trimEnd().split('\n');
  const columns = header.split('\t');
  return lines.map((line) => {
    const cells = line.split('\t');
    return {width: cells.length, ...Object.fromEntries(columns.map((name, i) => [name, cells[i]]))};
  });
}

function checkPlaces(path) {
  check(`${basename(path)} has whole rows inside Canada and the United States`, () =>
    readPlaces(path).filter((place) =>
      place.width !== 8 || !['city', 'postal', 'region'].includes(place.kind) ||
      place.name === '' || !/^[A-Z]{2}$/.test(place.admin1) ||
      !['CA', 'US'].includes(place.country) || !/^\d+$/.test(place.population) ||
      !(place.lat > 17 && place.lat < 84) || !(place.lon > -180 && place.lon < 180) ||
      place.lat === '' || place.lon === '').map((place) => JSON.stringify(place)));
}

/** The meaning of a code: its own rule, else the longest prefix rule at a dot or hyphen. */
function meaningOf(terms, code) {
  let key = code.normalize('NFKC').toLowerCase();
  if (terms.has(key)) return terms.get(key);
  while (key !== '') {
    key = key.slice(0, Math.max(0, key.lastIndexOf('.'), key.lastIndexOf('-')));
    if (terms.get(key)?.prefix) return terms.get(key);
  }
  return undefined;
}

function termsOf(line) {
  const attributes = JSON.parse(line).attributes ?? [];
  return attributes.map((attribute) => attribute.taxonomy_term).filter(Boolean)
      .map((term) => ({taxonomy: term.taxonomy, code: term.code ?? term.name}));
}

/** Services with a term that says something, and those of them that get a need. */
function coverageOf(path, crosswalks) {
  const tables = crosswalks.map((crosswalk) => ({
    taxonomies: crosswalk.taxonomies,
    terms: new Map(crosswalk.terms.map((term) =>
      [term.code.normalize('NFKC').toLowerCase(), term])),
  }));
  const hasNeed = ({taxonomy, code}) => tables.some((table) =>
    (table.taxonomies.includes('*') || table.taxonomies.includes(taxonomy)) &&
    (meaningOf(table.terms, code)?.needs?.length ?? 0) > 0);
  const count = {services: 0, empty: 0, counted: 0, mapped: 0};
  for (const line of gunzipSync(readFileSync(path)).toString('utf8').trim().split('\n')) {
    count.services += 1;
    const terms = termsOf(line);
    if (terms.length === 0) continue;
    if (terms.every(({code}) => emptyTerms.has(code.toLowerCase()))) {
      count.empty += 1;
      continue;
    }
    count.counted += 1;
    if (terms.some(hasNeed)) count.mapped += 1;
  }
  return count;
}

function checkCoverage(sources, crosswalks) {
  if (!existsSync(feedsFolder)) {
    console.log('data: no sample feeds beside the repository, coverage not measured');
    return;
  }
  for (const file of readdirSync(feedsFolder).filter((name) => name.endsWith('.gz')).sort()) {
    const source = sources.find((each) => each.name === file.split('.')[0]);
    check(`crosswalks reach the services of ${file}`, () => {
      if (!source) return ['sources.json has no such source'];
      const used = crosswalks.filter((each) => source.crosswalks.includes(each.name));
      const {services, empty, counted, mapped} = coverageOf(join(feedsFolder, file), used);
      const share = counted === 0 ? undefined : mapped / counted;
      const percent = share === undefined ? 'no terms' : `${(share * 100).toFixed(1)} %`;
      console.log(`data: ${file}: ${services} services, ${counted} with terms ` +
                  `(and ${empty} with a catch-all only), ${mapped} get a need: ${percent}`);
      return share !== undefined && share < requiredShare ? [`only ${percent}`] : [];
    });
  }
}

function main() {
  checkSchemas();
  const {needs} = readJson(join(here, 'catalogue/needs.json'));
  const {facts} = readJson(join(here, 'catalogue/facts.json'));
  checkCatalogueReferences(needs, facts);
  const files = jsonFilesIn(join(here, 'crosswalk'));
  const crosswalks = files.map((file) => readJson(join(here, 'crosswalk', file)));
  files.forEach((file, i) => checkCrosswalk(file, crosswalks[i], needs, facts));
  const {sources} = readJson(join(here, 'sources.json'));
  checkSources(sources, new Set(['porchlight', ...crosswalks.map((each) => each.name)]));
  const {lines} = readJson(join(here, 'crisis_lines.json'));
  checkCrisisLines(lines);
  const {messages} = readJson(join(here, 'messages/server.json'));
  for (const file of jsonFilesIn(join(here, 'locales')))
    checkLocale(file, readJson(join(here, 'locales', file)), needs, facts, messages, lines);
  const regionsFile = join(here, 'gazetteer/regions.tsv');
  const regions = readPlaces(regionsFile).map((place) => `${place.country}-${place.admin1}`);
  checkHolidays(readJson(join(here, 'holidays.json')).holidays, regions);
  const built = process.argv[2] ?? join(here, '../build/gazetteer/places.tsv');
  for (const path of [regionsFile, join(here, 'gazetteer/communities.tsv'), built])
    if (path !== built || existsSync(built)) checkPlaces(path);
  checkCoverage(sources, crosswalks);
  console.log(`data: ${passed} passed, ${failed} failed`);
  process.exit(failed === 0 ? 0 : 1);
}

main();
