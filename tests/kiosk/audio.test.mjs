// What the kiosk reads aloud: each text has a clip that can be heard, and making them asks nobody.
import assert from 'node:assert/strict';
import {execFileSync, spawnSync} from 'node:child_process';
import {mkdtempSync, readdirSync, readFileSync, rmSync, statSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {test} from 'node:test';
import {fileURLToPath} from 'node:url';
import {fixedTexts, locales} from '../../scripts/locales.mjs';
import {clipName, spokenLocales, voices} from '../../scripts/make-audio.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const audio = join(root, 'web/dist/assets/audio');
const index = JSON.parse(readFileSync(join(audio, 'audio.json'), 'utf8')).locales;

/** Each clip is decoded in the long form, every tenth in the short one. */
const step = process.env.PORCHLIGHT_LONG === '1' ? 1 : 10;

/** searchd takes 64 MB of files of the page, and holds them in memory. */
const mostBytes = 24 * 1024 * 1024;

/** Seconds of sound in a clip, and its loudest sample as a share of the loudest there is. */
function heard(path) {
  const samples = execFileSync('opusdec', ['--quiet', '--rate', '16000', '--force-stereo', path, '-'], {maxBuffer: 64 * 1024 * 1024});
  let loudest = 0;
  // After the head of 44 bytes; every 7th sample says enough.
  for (let at = 44; at + 1 < samples.length; at += 14) loudest = Math.max(loudest, Math.abs(samples.readInt16LE(at)));
  return {seconds: (samples.length - 44) / (16_000 * 4), loudness: loudest / 32768};
}

for (const locale of spokenLocales()) {
  test(`each text of ${locale.tag} has a clip that isn't silent`, () => {
    const texts = fixedTexts(locale);
    assert.ok(texts.length > 500, `only ${texts.length} texts`);
    assert.deepEqual(texts.filter((text) => !index[locale.tag]?.includes(clipName(text))), [], 'texts without a clip');
    for (let at = 0; at < texts.length; at += step) {
      const {seconds, loudness} = heard(join(audio, locale.tag, `${clipName(texts[at])}.ogg`));
      assert.ok(seconds > 0.2 && loudness > 0.02, `"${texts[at]}": ${seconds} s, loudness ${loudness}`);
      assert.ok(seconds < 1 + texts[at].length * 0.6, `"${texts[at]}" takes ${seconds} s: spelled, not read`);
    }
  });
}

test('the index names exactly the clips that there are, and all of them are small', () => {
  let bytes = 0;
  for (const [tag, names] of Object.entries(index)) {
    const files = readdirSync(join(audio, tag));
    assert.deepEqual(files.sort(), names.map((name) => `${name}.ogg`).sort());
    for (const file of files) bytes += statSync(join(audio, tag, file)).size;
  }
  assert.ok(bytes < mostBytes, `${bytes} bytes`);
});

test('a language without a voice has no clips rather than wrong ones', () => {
  for (const tag of locales().keys()) assert.equal(tag in index, tag in voices && locales().get(tag).complete, tag);
});

test('clips are made without asking any other machine', () => {
  const folder = mkdtempSync(join(tmpdir(), 'porchlight-audio-'));
  try {
    const traced = spawnSync('strace', ['-f', '-qq', '-e', 'trace=%network', '-o', join(folder, 'trace'), process.execPath,
      '--eval', `const {speak} = await import(${JSON.stringify(join(root, 'scripts/make-audio.mjs'))});
        await speak('A bed for tonight', 'en', ${JSON.stringify(join(folder, 'clip.ogg'))});`]);
    assert.equal(traced.status, 0, String(traced.stderr));
    assert.ok(heard(join(folder, 'clip.ogg')).seconds > 0.2);
    assert.doesNotMatch(readFileSync(join(folder, 'trace'), 'utf8'), /AF_INET/);
  } finally {
    rmSync(folder, {recursive: true});
  }
});
