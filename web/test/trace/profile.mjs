/**
 * Searching a browser's profile for words: as bytes in every file, whatever kind it is. Words that are unlike any other stand
 * whole in SQLite pages and in LevelDB's blocks (Snappy has nothing to refer back to); what is packed with gzip is unpacked first.
 */
import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { gunzipSync } from 'node:zlib';

/** Each form in which a word may lie in a file. */
function formsOf(word) {
  const utf16 = Buffer.from(word, 'utf16le');
  return [Buffer.from(word), utf16, Buffer.from(utf16).swap16()];
}

async function* filesIn(folder) {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesIn(path);
    else if (entry.isFile()) yield path;
  }
}

/** The bytes, and what was packed in them: gzip, or gzip in base64 as Chromium keeps its metrics. */
function* layersOf(bytes) {
  yield bytes;
  const gzip = Buffer.from([0x1f, 0x8b, 0x08]);
  for (let at = bytes.indexOf(gzip); at >= 0; at = bytes.indexOf(gzip, at + 1)) yield* unpacked(bytes.subarray(at));
  for (const [text] of bytes.toString('latin1').matchAll(/H4sI[A-Za-z0-9+/]{20,}/g)) yield* unpacked(Buffer.from(text, 'base64'));
}

function* unpacked(bytes) {
  let whole;
  try {
    // What follows the packed bytes in the file isn't theirs.
    whole = gunzipSync(bytes, { finishFlush: 2 });
  } catch {
    return;
  }
  yield whole;
}

/**
 * Where these words lie in a profile: "file: word", sorted.
 * @param {string} folder
 * @param {string[]} words
 * @returns {Promise<{ hits: string[], files: number, bytes: number }>}
 */
export async function searchProfile(folder, words) {
  const hits = new Set();
  let files = 0;
  let total = 0;
  for await (const path of filesIn(folder)) {
    const bytes = await readFile(path);
    files++;
    total += bytes.length;
    for (const layer of layersOf(bytes)) {
      for (const word of words) {
        if (formsOf(word).some((form) => layer.includes(form))) hits.add(`${relative(folder, path)}: ${word}`);
      }
    }
  }
  return { hits: [...hits].sort(), files, bytes: total };
}
