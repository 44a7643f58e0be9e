import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { colours, contrast } from './palette';

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');
const [lightBlock = '', darkBlock = ''] = css.split('@media (prefers-color-scheme: dark)');
const light = colours(lightBlock);
const dark = new Map([...light, ...colours(darkBlock.split('@media')[0] ?? '')]);

const textPairs: [ink: string, ground: string][] = [
  ...['ground', 'surface', 'surface-sunk', 'lamp-soft', 'ask-soft', 'bad-soft', 'meets-soft', 'hold-soft', 'ruled-out-soft', 'accent-soft'].map(
    (ground): [string, string] => ['ink', ground],
  ),
  ['ink-soft', 'ground'],
  ['ink-soft', 'surface'],
  ['ink-soft', 'surface-sunk'],
  ['accent', 'ground'],
  ['accent', 'surface'],
  ['accent', 'accent-soft'],
  ['on-accent', 'accent'],
  ['on-night', 'night'],
  ['on-night', 'night-soft'],
  ['meets', 'surface'],
  ['meets', 'ground'],
  ['meets', 'meets-soft'],
  ['ask', 'ground'],
  ['ask', 'ask-soft'],
  ['hold', 'ground'],
  ['hold', 'hold-soft'],
  ['ruled-out', 'ground'],
  ['ruled-out', 'ruled-out-soft'],
  ['bad', 'surface'],
  ['bad', 'bad-soft'],
];
const controlPairs: [ink: string, ground: string][] = [
  ['line-strong', 'ground'],
  ['line-strong', 'surface'],
  ['line-strong', 'surface-sunk'],
  ['focus', 'ground'],
  ['focus', 'surface'],
];

describe.each([
  ['light', light],
  ['dark', dark],
] as const)('the %s palette', (_, palette) => {
  it.each(textPairs)('keeps %s on %s at 7:1', (ink, ground) => {
    expect(contrast(palette, ink, ground)).toBeGreaterThanOrEqual(7);
  });

  it.each(controlPairs)('keeps %s on %s at 3:1', (ink, ground) => {
    expect(contrast(palette, ink, ground)).toBeGreaterThanOrEqual(3);
  });
});
