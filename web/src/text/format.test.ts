import { describe, expect, it } from 'vitest';
import { dialled, folded, formatClock, formatDay, formatDistance } from './format';

describe('figures and dates', () => {
  it('gives near distances a decimal and far ones none', () => {
    expect(formatDistance(2.34, 'en')).toBe('2.3 km');
    expect(formatDistance(12.4, 'en')).toBe('12 km');
    expect(formatDistance(2.34, 'fr').replace(/\s/g, ' ')).toBe('2,3 km');
  });

  it('reads a day as that day in every zone', () => {
    expect(formatDay('2026-03-01', 'en')).toBe('March 1, 2026');
    expect(formatDay('2026-03-01', 'fr')).toMatch(/1 mars 2026|1er mars 2026/);
  });

  it('shows what is not a day as it came', () => {
    expect(formatDay('spring', 'en')).toBe('spring');
  });

  it('counts hours to 24', () => {
    expect(formatClock(new Date(2026, 10, 24, 0, 5), 'en')).toBe('00:05');
    expect(formatClock(new Date(2026, 10, 24, 21, 4), 'fr').replace(/\s/g, '')).toMatch(/^21(:|h)04$/);
  });
});

describe('a number to dial', () => {
  it('keeps digits and a leading plus, and no extension', () => {
    expect(dialled('204-555-0101')).toBe('2045550101');
    expect(dialled('+1 (204) 555-0101')).toBe('+12045550101');
    expect(dialled('204-555-0101 ext. 22')).toBe('2045550101');
    expect(dialled('204-555-0101 poste 7')).toBe('2045550101');
  });
});

describe('comparing while typing', () => {
  it('is without case and accents', () => {
    expect(folded('Église')).toBe('eglise');
  });
});
