import { describe, expect, it } from 'vitest';
import { directionOf, kmOf, offsetOf, pointAt, reachFor } from './projection';

const winnipeg = { lat: 49.895, lon: -97.138 };

describe('the drawn map', () => {
  it('finds the way there and back', () => {
    const place = { lat: 49.93, lon: -97.05 };
    const back = pointAt(winnipeg, offsetOf(winnipeg, place));
    expect(back.lat).toBeCloseTo(place.lat, 9);
    expect(back.lon).toBeCloseTo(place.lon, 9);
  });

  it('knows how far Brandon is, to a percent', () => {
    const km = kmOf(offsetOf(winnipeg, { lat: 49.847, lon: -99.952 }));
    expect(km).toBeGreaterThan(200);
    expect(km).toBeLessThan(204);
  });

  it('names the nearest of eight directions', () => {
    expect(directionOf({ east: 0, north: 1 })).toBe('n');
    expect(directionOf({ east: 1, north: 1 })).toBe('ne');
    expect(directionOf({ east: 0, north: -1 })).toBe('s');
    expect(directionOf({ east: -1, north: 0.1 })).toBe('w');
  });

  it('does not break at the edge of the world', () => {
    expect(kmOf(offsetOf({ lat: 0, lon: 179.9 }, { lat: 0, lon: -179.9 }))).toBeLessThan(23);
  });

  it('reaches as far as what it shows', () => {
    expect(reachFor([])).toBe(0.5);
    expect(reachFor([0.8, 4])).toBe(5);
    expect(reachFor([5])).toBe(10);
    expect(reachFor([9000])).toBe(500);
  });
});
