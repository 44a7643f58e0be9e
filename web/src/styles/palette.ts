/** For tests of palettes: the colours that a sheet's block sets, by name. */
export function colours(block: string): Map<string, string> {
  return new Map([...block.matchAll(/--([a-z-]+):\s*(#[0-9a-f]{6})/g)].map((match) => [match[1] ?? '', match[2] ?? '']));
}

/** WCAG 2.2 relative luminance. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((start) => {
    const channel = parseInt(hex.slice(start, start + 2), 16) / 255;
    return channel <= 0.03928 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** WCAG 2.2 contrast of two colours of a palette. */
export function contrast(palette: ReadonlyMap<string, string>, ink: string, ground: string): number {
  const [one, other] = [ink, ground].map((name) => {
    const colour = palette.get(name);
    if (colour === undefined) throw new Error(`The palette has no --${name}`);
    return luminance(colour);
  }) as [number, number];
  return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
}
