// The kiosk's words in one language, gathered from where they stand: data/locales/<tag>.json, and for English,
// French and Spanish the catalogue, the server's messages and the crisis lines themselves.
import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const localesFolder = join(root, 'data/locales');
const messagesFolder = join(root, 'web/src/kiosk/messages');

const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'));
const catalogue = (name) => readJson(join(root, 'data/catalogue', `${name}.json`))[name];

/** The locale files, by tag. */
export function locales() {
  const names = existsSync(localesFolder) ? readdirSync(localesFolder).filter((name) => name.endsWith('.json')) : [];
  return new Map(names.map((name) => readJson(join(localesFolder, name))).map((locale) => [locale.tag, locale]));
}

/** The messages of the kiosk's page in one language, by key; empty where it has none. */
export function kioskMessages(tag) {
  const path = join(messagesFolder, `${tag}.json`);
  return existsSync(path) ? readJson(path).messages : {};
}

/** Whom one can ring, with the words of one language, and the English ones where a word is missing. */
export function crisisLines(locale) {
  const words = locale.crisis_lines ?? {};
  return readJson(join(root, 'data/crisis_lines.json')).lines.map((line) => {
    const word = (member) => words[line.id]?.[member] ?? line[member]?.[locale.tag] ?? line[member]?.en ?? null;
    return {...line, name: word('name'), hours: word('hours'), who_answers: word('who_answers'), police: word('police'),
      text_message: word('text_message')};
  });
}

/** Labels of all needs; label, yes, no and question of all public facts; the server's messages. */
function serverTexts({tag, needs = {}, facts = {}, messages = {}}) {
  const own = readJson(join(root, 'data/messages/server.json')).messages;
  const parts = ['label', 'yes', 'no', 'question'];
  return [
    ...catalogue('needs').map(({id, label}) => needs[id] ?? label[tag]),
    ...catalogue('facts').filter(({visibility}) => visibility === 'public')
      .flatMap((fact) => parts.map((part) => facts[fact.id]?.[part] ?? fact[part][tag])),
    ...Object.entries(own).map(([id, message]) => messages[id] ?? message[tag]),
  ];
}

/** Words that stand on the kiosk as they are: all of a language's texts without fillers and tags, each once. */
export function fixedTexts(locale) {
  const lines = crisisLines(locale).flatMap(({name, hours, who_answers: who, police, text_message: text}) =>
    [name, hours, who, police, text]);
  // In ICU's messages two apostrophes are one.
  const page = Object.values(kioskMessages(locale.tag)).map((message) => message.replaceAll("''", "'"));
  const all = [...page, ...serverTexts(locale), ...lines];
  return [...new Set(all)].filter((text) => typeof text === 'string' && /\p{L}|\p{N}/u.test(text) && !/[{}<>]/.test(text));
}
