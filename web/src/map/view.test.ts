import { describe, expect, it } from 'vitest';
import { flatView, kmBetween, pixelsPerKm, zoomFor } from './view';

const winnipeg = { lat: 49.895, lon: -97.138 };

describe('a view of the map', () => {
  it('finds the point that it shows somewhere', () => {
    const view = flatView(winnipeg, 10);
    const place = { lat: 49.93, lon: -97.05 };
    const { x, y } = view.at(place);
    const back = view.point(x, y);
    expect(back.lat).toBeCloseTo(place.lat, 9);
    expect(back.lon).toBeCloseTo(place.lon, 9);
    expect(x).toBeGreaterThan(0);
    expect(y).toBeLessThan(0);
  });

  it('reaches as far as was asked, with room for the outermost ring’s line', () => {
    const view = flatView(winnipeg, 10);
    expect(view.unitsPerKm * 10).toBe(99.5);
    expect(kmBetween(winnipeg, view.point(99.5, 0))).toBeCloseTo(10, 6);
  });

  it('is of the same scale over streets as on the drawn map', () => {
    for (const reach of [0.5, 10, 500]) {
      const pixels = 512;
      const zoom = zoomFor(winnipeg, reach, pixels);
      expect((pixelsPerKm(winnipeg, zoom) * 200) / pixels).toBeCloseTo(flatView(winnipeg, reach).unitsPerKm, 9);
    }
  });

  it('knows a street map’s own zooms: 78.27 km to a pixel of the equator’s world at zoom 0', () => {
    expect(1 / pixelsPerKm({ lat: 0, lon: 0 }, 0)).toBeCloseTo(78.27, 2);
  });
});
