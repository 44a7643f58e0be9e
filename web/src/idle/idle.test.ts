import { describe, expect, it } from 'vitest';
import { kioskTimes, restAt } from './idle';

const minutes = (count: number) => count * 60_000;

describe('an idle page', () => {
  it('stays for a quarter of an hour', () => {
    expect(restAt(0, minutes(15) - 1)).toEqual({ kind: 'awake' });
  });

  it('is hidden then, for half an hour', () => {
    expect(restAt(0, minutes(15))).toEqual({ kind: 'hidden', wipedAt: minutes(45) });
    expect(restAt(0, minutes(45) - 1).kind).toBe('hidden');
  });

  it('is wiped after that, also where the device slept through all of it', () => {
    expect(restAt(0, minutes(45))).toEqual({ kind: 'wiped' });
    expect(restAt(0, minutes(6000))).toEqual({ kind: 'wiped' });
  });
});

describe('an idle kiosk', () => {
  const seconds = (count: number) => restAt(0, count * 1000, kioskTimes).kind;

  it('asks after a minute, gives half a minute to answer, and is empty after a minute and a half', () => {
    expect([59, 60, 89, 90].map(seconds)).toEqual(['awake', 'hidden', 'hidden', 'wiped']);
  });
});
