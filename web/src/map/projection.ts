/** Where something lies from a centre: kilometres to the east and to the north. */
export interface Offset {
  east: number;
  north: number;
}

export interface Point {
  lat: number;
  lon: number;
}

const kmPerDegree = 111.195;

/** Flat, around the centre: right for a city, good enough for a region, and it needs no map data at all. */
export function offsetOf(centre: Point, { lat, lon }: Point): Offset {
  const turn = ((lon - centre.lon + 540) % 360) - 180;
  return { east: turn * kmPerDegree * Math.cos(radians(centre.lat)), north: (lat - centre.lat) * kmPerDegree };
}

/** The point at an offset; the way back from `offsetOf`. */
export function pointAt(centre: Point, { east, north }: Offset): Point {
  return {
    lat: centre.lat + north / kmPerDegree,
    lon: centre.lon + east / (kmPerDegree * Math.cos(radians(centre.lat))),
  };
}

export function kmOf({ east, north }: Offset): number {
  return Math.hypot(east, north);
}

export const directions = ['n', 'ne', 'e', 'se', 's', 'sw', 'w', 'nw'] as const;
export type Direction = (typeof directions)[number];

/** The nearest of eight directions. */
export function directionOf({ east, north }: Offset): Direction {
  const turn = Math.round(Math.atan2(east, north) / (Math.PI / 4));
  return directions[(turn + 8) % 8] ?? 'n';
}

/** How far a map reaches from its middle, in kilometres: from a street to a region. */
export const reaches = [0.5, 1, 2, 5, 10, 25, 50, 100, 250, 500] as const;

/** The smallest reach that shows all of these distances. */
export function reachFor(distances: readonly number[]): number {
  const furthest = Math.max(0, ...distances);
  return reaches.find((reach) => reach >= furthest * 1.05) ?? 500;
}

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180;
}
