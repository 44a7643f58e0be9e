/** A small PMTiles file, made when it is asked for: a grid of streets, a river, a park and two names around Winnipeg. */
import { GeoJSONVT } from '@maplibre/geojson-vt';
import { fromGeojsonVt } from '@maplibre/vt-pbf';
import { zxyToTileId } from 'pmtiles';
import { gzipSync } from 'node:zlib';

const middle = [-97.138, 49.895];
const zooms = { least: 6, most: 12 };
const headerBytes = 127;

const at = (east, north) => [middle[0] + east, middle[1] + north];
const feature = (type, coordinates, properties) => ({ type: 'Feature', geometry: { type, coordinates }, properties });

/** By layer, named as Protomaps' basemap names them. */
function layers() {
  const steps = Array.from({ length: 41 }, (_, index) => (index - 20) * 0.01);
  const road = (line, name, kind) => feature('LineString', line, { kind, name });
  return {
    earth: [feature('Polygon', [[at(-1, -1), at(1, -1), at(1, 1), at(-1, 1), at(-1, -1)]], { kind: 'earth' })],
    water: [feature('Polygon', [[at(0.02, -0.2), at(0.03, -0.2), at(0.035, 0.2), at(0.022, 0.2), at(0.02, -0.2)]], { kind: 'river' })],
    landuse: [feature('Polygon', [[at(-0.06, 0.02), at(-0.02, 0.02), at(-0.02, 0.045), at(-0.06, 0.045), at(-0.06, 0.02)]], { kind: 'park' })],
    roads: [
      ...steps.map((step, index) => road([at(-0.2, step), at(0.2, step)], `${index + 1} Avenue`, index % 4 === 0 ? 'major_road' : 'minor_road')),
      ...steps.map((step, index) => road([at(step, -0.2), at(step, 0.2)], `${index + 1} Street`, index % 4 === 0 ? 'highway' : 'minor_road')),
    ],
    places: [
      feature('Point', at(0, 0), { kind: 'locality', name: 'Winnipeg' }),
      feature('Point', at(-0.04, 0.03), { kind: 'neighbourhood', name: 'Elm Park', 'name:fr': 'Parc des Ormes' }),
    ],
  };
}

/** Every tile that holds something, as gzipped vector tiles, in the order of their ids. */
function tiles() {
  const indexes = Object.entries(layers()).map(([name, features]) => [
    name,
    new GeoJSONVT({ type: 'FeatureCollection', features }, { maxZoom: zooms.most, indexMaxZoom: zooms.most, indexMaxPoints: 0 }),
  ]);
  const found = [];
  for (let z = zooms.least; z <= zooms.most; ++z) {
    const column = (lon) => Math.floor(((lon + 180) / 360) * 2 ** z);
    const row = (lat) => Math.floor(((1 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / Math.PI) / 2) * 2 ** z);
    for (let x = column(middle[0] - 0.3); x <= column(middle[0] + 0.3); ++x) {
      for (let y = row(middle[1] + 0.3); y <= row(middle[1] - 0.3); ++y) {
        const held = Object.fromEntries(indexes.map(([name, index]) => [name, index.getTile(z, x, y)]).filter(([, tile]) => tile));
        if (Object.keys(held).length === 0) continue;
        found.push({ id: zxyToTileId(z, x, y), bytes: gzipSync(fromGeojsonVt(held, { version: 2 })) });
      }
    }
  }
  return found.sort((a, b) => a.id - b.id);
}

function varint(number) {
  const out = [];
  for (let rest = number; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return [...out, rest];
    out.push((rest % 128) | 128);
  }
}

/** One directory of all tiles: steps between ids, run lengths, sizes, and 0 for "right behind the one before". */
function directoryOf(entries) {
  const columns = [
    entries.map(({ id }, index) => id - (entries[index - 1]?.id ?? 0)),
    entries.map(() => 1),
    entries.map(({ bytes }) => bytes.length),
    entries.map((_, index) => (index === 0 ? 1 : 0)),
  ];
  return gzipSync(Buffer.from([...varint(entries.length), ...columns.flat().flatMap(varint)]));
}

/** @see https://github.com/protomaps/PMTiles/blob/main/spec/v3/spec.md */
export function mapFile() {
  const entries = tiles();
  const root = directoryOf(entries);
  const metadata = gzipSync(
    JSON.stringify({
      attribution: '<a href="https://www.openstreetmap.org/copyright">&copy; OpenStreetMap</a>',
      vector_layers: Object.keys(layers()).map((id) => ({ id, fields: {} })),
    }),
  );
  const header = Buffer.alloc(headerBytes);
  header.write('PMTiles', 'latin1');
  header[7] = 3;
  let offset = headerBytes;
  [root.length, metadata.length, 0, entries.reduce((sum, { bytes }) => sum + bytes.length, 0)].forEach((length, part) => {
    header.writeBigUInt64LE(BigInt(offset), 8 + 16 * part);
    header.writeBigUInt64LE(BigInt(length), 16 + 16 * part);
    offset += length;
  });
  for (const place of [72, 80, 88]) header.writeBigUInt64LE(BigInt(entries.length), place);
  // Clustered; directories and tiles by gzip; vector tiles.
  header.set([1, 2, 2, 1, zooms.least, zooms.most], 96);
  [middle[0] - 1, middle[1] - 1, middle[0] + 1, middle[1] + 1].forEach((degrees, index) => {
    header.writeInt32LE(Math.round(degrees * 1e7), 102 + 4 * index);
  });
  header[118] = zooms.most;
  header.writeInt32LE(Math.round(middle[0] * 1e7), 119);
  header.writeInt32LE(Math.round(middle[1] * 1e7), 123);
  return Buffer.concat([header, root, metadata, ...entries.map(({ bytes }) => bytes)]);
}
