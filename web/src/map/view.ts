import { kmOf, offsetOf, pointAt, type Point } from './projection';

/** Half the side of the drawing, in its own units. */
export const half = 100;
/** To the outermost ring: its whole line lies on the drawing. */
const edge = half - 0.5;

/** How a map shows the world: on a square of 200 by 200 units around its middle, north up. */
export interface View {
  at(point: Point): { x: number; y: number };
  /** The point that lies there. */
  point(x: number, y: number): Point;
  /** Units of a kilometre, around the middle of the square. */
  unitsPerKm: number;
}

/** Flat, around a centre. */
export function flatView(centre: Point, reach: number): View {
  const unitsPerKm = edge / reach;
  return {
    at: (point) => {
      const { east, north } = offsetOf(centre, point);
      return { x: east * unitsPerKm, y: -north * unitsPerKm };
    },
    point: (x, y) => pointAt(centre, { east: x / unitsPerKm, north: -y / unitsPerKm }),
    unitsPerKm,
  };
}

/** Kilometres between two points of one view. */
export function kmBetween(a: Point, b: Point): number {
  return kmOf(offsetOf(a, b));
}

const equatorKm = 40_075.017;
/** A street map's world is 512 pixels wide at zoom 0, in the projection of Mercator. */
const worldPixels = 512;

/** The zoom at which a square of so many pixels reaches so far to each side of its middle. */
export function zoomFor(centre: Point, reach: number, pixels: number): number {
  const kmPerPixel = (reach / (pixels / 2)) * (half / edge);
  return Math.log2((equatorKm * cosOf(centre)) / (worldPixels * kmPerPixel));
}

/** Pixels of a kilometre around a point, at a zoom. */
export function pixelsPerKm(centre: Point, zoom: number): number {
  return (worldPixels * 2 ** zoom) / (equatorKm * cosOf(centre));
}

function cosOf({ lat }: Point): number {
  return Math.cos((lat * Math.PI) / 180);
}
