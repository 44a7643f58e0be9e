import { readFileSync } from 'node:fs';

const { calls, frames } = JSON.parse(readFileSync(new URL('../../../tests/hostile.json', import.meta.url), 'utf8')) as { calls: string[]; frames: string[] };

/** 150 texts that would run, were a page to take them for anything but text. Each calls `window.ran` where it can. */
export const hostile: readonly string[] = frames.flatMap((frame) => calls.map((call) => frame.replaceAll('CALL', call)));
