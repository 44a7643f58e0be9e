import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { colours, contrast } from '../../styles/palette';

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');
const [lightBlock = '', darkBlock = ''] = css.split("[data-dark='true']");
const light = colours(lightBlock);
const dark = new Map([...light, ...colours(darkBlock)]);

const textPairs: [ink: string, ground: string][] = [
  ...['ground', 'surface', 'tint-warm', 'tint-sky', 'tint-leaf', 'tint-rose'].map((ground): [string, string] => ['ink', ground]),
  ['ink-soft', 'ground'],
  ['ink-soft', 'surface'],
  ['on-accent', 'accent'],
  ['on-lamp', 'lamp'],
  ...['night-deep', 'night', 'night-soft'].flatMap((ground): [string, string][] => [
    ['on-night', ground],
    ['on-night-soft', ground],
  ]),
];
const controlPairs: [ink: string, ground: string][] = [
  ['line-strong', 'ground'],
  ['line-strong', 'surface'],
  ['focus', 'ground'],
  ['focus', 'surface'],
  ['accent', 'surface'],
  ['on-night-soft', 'night'],
  ['on-night-soft', 'night-deep'],
  ['lamp', 'night'],
];

describe.each([
  ['bright', light],
  ['dimmed', dark],
] as const)('the %s kiosk', (_, palette) => {
  it.each(textPairs)('keeps %s on %s at 7:1', (ink, ground) => {
    expect(contrast(palette, ink, ground)).toBeGreaterThanOrEqual(7);
  });

  it.each(controlPairs)('keeps %s on %s at 3:1', (ink, ground) => {
    expect(contrast(palette, ink, ground)).toBeGreaterThanOrEqual(3);
  });
});
