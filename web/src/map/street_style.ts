import type { ExpressionSpecification, FilterSpecification, LayerSpecification, StyleSpecification } from 'maplibre-gl';

/** The page's own font, drawn here: no glyph is asked for. */
const font = ['Atkinson Hyperlegible Next Variable'];

/**
 * A quiet ground for places and areas: land, water, parks, buildings, streets and names, in the page's colours.
 * The layers are those of Protomaps' basemap, from which operators cut their file
 * (https://docs.protomaps.com/basemaps/layers); of any other file what has the same names is drawn.
 * @param colour gives the value of a custom property of the page.
 */
export function streetStyle(colour: (name: string) => string, language: string): StyleSpecification {
  const land = colour('--surface-sunk');
  const street = colour('--map-street');
  return {
    version: 8,
    sources: { streets: { type: 'vector', url: 'pmtiles://map' } },
    layers: [
      { id: 'ground', type: 'background', paint: { 'background-color': land } },
      fill('earth', land),
      fill('landuse', colour('--map-green'), kindIn('park', 'forest', 'wood', 'nature_reserve', 'grass', 'cemetery', 'garden', 'recreation_ground')),
      fill('water', colour('--map-water')),
      { id: 'rivers', type: 'line', source: 'streets', 'source-layer': 'water', filter: ['==', ['geometry-type'], 'LineString'], paint: { 'line-color': colour('--map-water'), 'line-width': 1.5 } },
      fill('buildings', colour('--line'), undefined, 14),
      { id: 'borders', type: 'line', source: 'streets', 'source-layer': 'boundaries', paint: { 'line-color': colour('--line-strong'), 'line-width': 1, 'line-dasharray': [3, 2] } },
      streets('paths', kindIn('path', 'other'), street, [13, 0.5, 18, 2]),
      streets('small', kindIn('minor_road'), street, [11, 0.5, 14, 2, 18, 10]),
      streets('large', kindIn('major_road', 'highway'), street, [6, 0.75, 11, 2, 14, 4, 18, 14]),
      { id: 'rails', type: 'line', source: 'streets', 'source-layer': 'roads', filter: kindIn('rail'), paint: { 'line-color': colour('--line-strong'), 'line-width': 0.75, 'line-dasharray': [4, 3] } },
      label('street_names', 'roads', colour, language, { 'symbol-placement': 'line', 'text-size': 12 }),
      label('place_names', 'places', colour, language, { 'text-size': ['interpolate', ['linear'], ['zoom'], 4, 12, 14, 15] }),
    ],
  };
}

function kindIn(...kinds: string[]): FilterSpecification {
  return ['in', ['get', 'kind'], ['literal', kinds]];
}

function fill(layer: string, colour: string, filter?: FilterSpecification, minzoom = 0): LayerSpecification {
  const areas: FilterSpecification = ['==', ['geometry-type'], 'Polygon'];
  return {
    id: layer,
    type: 'fill',
    source: 'streets',
    'source-layer': layer,
    minzoom,
    filter: filter === undefined ? areas : (['all', areas, filter] as FilterSpecification),
    paint: { 'fill-color': colour },
  };
}

/** @param widths zoom and pixels, in turn. */
function streets(id: string, filter: FilterSpecification, colour: string, widths: number[]): LayerSpecification {
  const width = ['interpolate', ['exponential', 1.6], ['zoom'], ...widths] as ExpressionSpecification;
  return {
    id,
    type: 'line',
    source: 'streets',
    'source-layer': 'roads',
    filter,
    layout: { 'line-cap': 'round', 'line-join': 'round' },
    paint: { 'line-color': colour, 'line-width': width },
  };
}

type LabelLayout = Extract<LayerSpecification, { type: 'symbol' }>['layout'];

function label(id: string, layer: string, colour: (name: string) => string, language: string, layout: LabelLayout): LayerSpecification {
  return {
    id,
    type: 'symbol',
    source: 'streets',
    'source-layer': layer,
    layout: {
      'text-field': ['coalesce', ['get', `name:${language}`], ['get', 'name']],
      'text-font': font,
      ...layout,
    },
    paint: { 'text-color': colour('--ink-soft'), 'text-halo-color': colour('--surface-sunk'), 'text-halo-width': 1.5 },
  };
}
