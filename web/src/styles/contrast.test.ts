import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');
const [lightBlock = '', darkBlock = ''] = css.split('@media (prefers-color-scheme: dark)');
const light = colours(lightBlock);
const dark = new Map([...light, ...colours(darkBlock.split('@media')[0] ?? '')]);

function colours(block: string): Map<string, string> {
  return new Map([...block.matchAll(/--([a-z-]+):\s*(#[0-9a-f]{6})/g)].map((match) => [match[1] ?? '', match[2] ?? '']));
}

/** WCAG 2.2 relative luminance and contrast. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((start) => {
    const channel = parseInt(hex.slice(start, start + 2), 16) / 255;
    return channel <= 0.03928 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(palette: Map<string, string>, ink: string, ground: string): number {
  const [one, other] = [ink, ground].map((name) => {
    const colour = palette.get(name);
    if (colour === undefined) throw new Error(`tokens.css has no --${name}`);
    return luminance(colour);
  }) as [number, number];
  return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
}

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
