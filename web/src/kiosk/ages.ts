/** Ages in bands: nobody has to say a number. */
export interface AgeBand {
  from: number | null;
  to: number | null;
}

export const ageBands: readonly AgeBand[] = [
  { from: null, to: 11 },
  { from: 12, to: 13 },
  { from: 14, to: 15 },
  { from: 16, to: 17 },
  { from: 18, to: 24 },
  { from: 25, to: null },
];

/**
 * The age that is asked about: the band's lowest, so that no place that starts later is taken to fit. Which ages a
 * place says it takes stands on it in figures; that it fits is said nowhere.
 */
export function askedAge({ from, to }: AgeBand): number {
  return from ?? to ?? 0;
}
