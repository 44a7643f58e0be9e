#!/usr/bin/env node
// Makes the clips that the kiosk reads aloud: every text of each complete locale that has a voice in Debian's
// espeak-ng, as small Opus files. Nothing is fetched and nothing is sent.
//
//   node scripts/make-audio.mjs CACHE OUT [TAG...]     only the named locales
//
// CACHE/<tag>/<first 16 hex of the text's SHA-256>.ogg stays between builds, so that only new texts are spoken;
// OUT gets a link to each, and audio.json, which says which clips there are: {"locales": {tag: [name, ...]}}.
import {execFile} from 'node:child_process';
import {createHash} from 'node:crypto';
import {copyFileSync, existsSync, linkSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync} from 'node:fs';
import {availableParallelism} from 'node:os';
import {join} from 'node:path';
import {fixedTexts, locales} from './locales.mjs';

/**
 * Which of espeak-ng's voices speaks a locale. It has none for Tagalog, Cree and Inuktitut: these have no clips.
 * Its "cmn" reads pinyin as if it were English (https://github.com/espeak-ng/espeak-ng/issues/1236); the other
 * Mandarin voice reads characters as Mandarin.
 */
export const voices = {
  ar: 'ar', en: 'en-us', es: 'es-419', fr: 'fr-fr', pa: 'pa', uk: 'uk', 'zh-Hans': 'cmn-latn-pinyin',
};

/** Words a minute; espeak-ng's own 175 is fast for someone who listens in a second language. */
const wordsPerMinute = 150;

/** The name of a text's clip, which the page works out in the same way. */
export const clipName = (text) => createHash('sha256').update(text, 'utf8').digest('hex').slice(0, 16);

/** Locales with clips: complete, and with a voice. */
export const spokenLocales = () => [...locales().values()].filter(({tag, complete}) => complete && tag in voices);

/** Runs a program on `input` and gives its standard output. */
function run(program, args, input) {
  return new Promise((resolve, reject) => {
    const child = execFile(program, args, {encoding: 'buffer', maxBuffer: 64 * 1024 * 1024}, (error, stdout, stderr) =>
      error ? reject(new Error(`${program}: ${stderr.toString() || error.message}`)) : resolve(stdout));
    child.stdin.on('error', reject);
    child.stdin.end(input);
  });
}

/** Speaks one text into an Opus file. */
export async function speak(text, tag, path) {
  const wave = await run('espeak-ng', ['-v', voices[tag], '-s', String(wordsPerMinute), '-b', '1', '--stdin', '--stdout'], text);
  const clip = await run('opusenc', ['--quiet', '--bitrate', '8', '--framesize', '60', '--comp', '0',
    '--discard-comments', '--padding', '0', '--serial', '1', '-', '-'], wave);
  // A clip that was cut off in the middle would stay cut off.
  writeFileSync(`${path}.new`, clip);
  renameSync(`${path}.new`, path);
}

/** Calls `work` on each item, as many at a time as there are processors. */
async function each(items, work) {
  const rest = items.values();
  const worker = async () => {
    for (const item of rest) await work(item);
  };
  await Promise.all(Array.from({length: availableParallelism()}, worker));
}

/** Leaves exactly the wanted clips in the cache, and says how many had to be spoken. */
async function fill(folder, tag, texts) {
  mkdirSync(folder, {recursive: true});
  const wanted = new Map(texts.map((text) => [`${clipName(text)}.ogg`, text]));
  for (const name of readdirSync(folder)) if (!wanted.has(name)) rmSync(join(folder, name));
  const missing = [...wanted].filter(([name]) => !existsSync(join(folder, name)));
  await each(missing, ([name, text]) => speak(text, tag, join(folder, name)));
  return missing.length;
}

function link(from, to) {
  try {
    linkSync(from, to);
  } catch (error) {
    if (error.code !== 'EXDEV') throw error;
    copyFileSync(from, to);
  }
}

function publish(cache, out, tags) {
  rmSync(out, {recursive: true, force: true});
  const index = {};
  for (const tag of tags) {
    mkdirSync(join(out, tag), {recursive: true});
    const names = readdirSync(join(cache, tag)).sort();
    for (const name of names) link(join(cache, tag, name), join(out, tag, name));
    index[tag] = names.map((name) => name.slice(0, -'.ogg'.length));
  }
  mkdirSync(out, {recursive: true});
  // Last: where it stands, the clips do.
  writeFileSync(join(out, 'audio.json'), JSON.stringify({locales: index}));
}

async function main(cache, out, only) {
  const chosen = spokenLocales().filter(({tag}) => only.length === 0 || only.includes(tag));
  for (const locale of chosen) {
    const spoken = await fill(join(cache, locale.tag), locale.tag, fixedTexts(locale));
    if (spoken > 0) console.log(`make-audio: ${locale.tag}: ${spoken} new clips`);
  }
  publish(cache, out, chosen.map(({tag}) => tag));
}

if (import.meta.main) {
  const [cache, out, ...only] = process.argv.slice(2);
  if (out === undefined) {
    console.error('make-audio: node scripts/make-audio.mjs CACHE OUT [TAG...]');
    process.exit(2);
  }
  await main(cache, out, only);
}
