import { describe, expect, it } from 'vitest';
import type { Result } from '../api/types';
import { walkMinutes, wayWords } from './said';
import { english, textsIn } from './texts';

const texts = textsIn(english);
const here = { label: '', lat: 50, lon: -98 };
const at = (distance_km: number | null, radius_km: number | null = 0) =>
  ({
    distance_km,
    area: radius_km === null || radius_km === 0 ? null : 'the north end',
    service_at_location_id: 'a',
    sites: radius_km === null ? [] : [{ service_at_location_id: 'a', region: { lat: 50, lon: -98, radius_km } }],
  }) as unknown as Result;

describe('the way on foot', () => {
  it('is reckoned at 4.5 km an hour over 1.3 times the straight line, and rounded up', () => {
    expect(walkMinutes(1)).toBe(20);
    expect(walkMinutes(0.517)).toBe(9);
    expect(walkMinutes(0.01)).toBe(1);
  });

  it('is said in minutes, and in kilometres where nobody would walk it', () => {
    expect(wayWords(at(1), here, texts)).toBe('About 20 minutes on foot');
    expect(wayWords(at(12.4), here, texts)).toBe('About 12 km from here');
  });

  it('isn’t made up: not for an area, not for an unknown place, and not where nobody said where the screen stands', () => {
    expect(wayWords(at(1, 2), here, texts)).toBe('Only the area is shown: the north end');
    expect(wayWords(at(null), here, texts)).toBe('How far it is isn’t known.');
    expect(wayWords(at(null), null, texts)).toBeNull();
  });
});
