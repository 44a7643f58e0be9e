/**
 * Streets from the operator's map file, with MapLibre GL. A chunk of its own: it is fetched when a map is opened and
 * there is such a file. Tiles come out of memory and labels are drawn with the page's own font, so that no request
 * tells what is looked at.
 */
import { addProtocol, Map as MapLibreMap, setWorkerUrl, type StyleSpecification } from 'maplibre-gl';
import 'maplibre-gl/dist/maplibre-gl.css';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import { PMTiles, Protocol, type Source } from 'pmtiles';
import type { Point } from './projection';
import { streetStyle } from './street_style';
import { half, pixelsPerKm, zoomFor, type View } from './view';

/** Texts that the map says by itself. */
export interface StreetWords {
  /** For its canvas, which takes the focus. */
  label: string;
  wheel: string;
  touch: string;
}

export interface StreetMap {
  show(centre: Point, reach: number): void;
  remove(): void;
}

interface StreetMapSettings {
  container: HTMLElement;
  centre: Point;
  reach: number;
  language: string;
  words: StreetWords;
  /** Once the streets are drawn, and whenever what is shown moves. */
  onView: (view: View) => void;
}

/** A script's address is a sink of trusted types: this one worker's, and no other, may be started. */
function allowWorker(): void {
  interface Policies {
    createPolicy(name: string, rules: { createScriptURL: (address: string) => string }): unknown;
  }
  const { trustedTypes } = window as { trustedTypes?: Policies };
  trustedTypes?.createPolicy('default', {
    createScriptURL: (address) => {
      if (address !== workerUrl) throw new TypeError('no script of this page');
      return address;
    },
  });
}

allowWorker();
setWorkerUrl(workerUrl);
const protocol = new Protocol();
addProtocol('pmtiles', async ({ url, type }, abort) => {
  const { data } = await protocol.tilev4({ url, type: type ?? 'arrayBuffer' }, abort);
  return { data: data as object };
});

/** A file in memory, as the archive's reader asks for it. */
function held(file: ArrayBuffer): Source {
  return {
    getKey: () => 'map',
    getBytes: (offset, length) => Promise.resolve({ data: file.slice(offset, offset + length) }),
  };
}

/** Makes a file the one that is drawn.  @returns whose map it is, as it says; empty where it doesn't. Rejects where it is no map. */
export async function openMapFile(file: ArrayBuffer): Promise<string> {
  const archive = new PMTiles(held(file));
  await archive.getHeader();
  protocol.add(archive);
  return attributionIn(await archive.getMetadata());
}

/** Draws the opened file. @throws where the browser has no WebGL 2. */
export function startStreetMap({ container, centre, reach, language, words, onView }: StreetMapSettings): StreetMap {
  const map = new MapLibreMap({
    container,
    style: styleNow(language),
    center: centre,
    zoom: zoomFor(centre, reach, container.clientWidth),
    attributionControl: false,
    // A page that is scrolled with a finger or a wheel must not stop on the map.
    cooperativeGestures: true,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    maxPitch: 0,
    renderWorldCopies: false,
    refreshExpiredTiles: false,
    locale: {
      'Map.Title': words.label,
      'CooperativeGesturesHandler.WindowsHelpText': words.wheel,
      'CooperativeGesturesHandler.MacHelpText': words.wheel,
      'CooperativeGesturesHandler.MobileHelpText': words.touch,
    },
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  const tell = () => {
    // Folded away, it has no size.
    if (container.clientWidth > 0) onView(viewOf(map));
  };
  map.once('load', () => {
    tell();
    map.on('move', tell);
  });
  const dark = window.matchMedia('(prefers-color-scheme: dark)');
  const restyle = () => {
    map.setStyle(styleNow(language));
  };
  dark.addEventListener('change', restyle);
  return {
    show: (to, wide) => {
      map.easeTo({ center: to, zoom: zoomFor(to, wide, container.clientWidth), duration: 300 });
    },
    remove: () => {
      dark.removeEventListener('change', restyle);
      map.remove();
    },
  };
}

/** In the colours that the page has now. */
function styleNow(language: string): StyleSpecification {
  const style = getComputedStyle(document.documentElement);
  return streetStyle((name) => style.getPropertyValue(name).trim(), language);
}

function viewOf(map: MapLibreMap): View {
  const side = map.getContainer().clientWidth;
  const scale = (2 * half) / side;
  const middle = map.getCenter();
  return {
    at: (point) => {
      const { x, y } = map.project(point);
      return { x: x * scale - half, y: y * scale - half };
    },
    point: (x, y) => {
      const { lat, lng } = map.unproject([(x + half) / scale, (y + half) / scale]);
      return { lat, lon: lng };
    },
    unitsPerKm: pixelsPerKm({ lat: middle.lat, lon: middle.lng }, map.getZoom()) * scale,
  };
}

/** The words of an attribution, which files give as HTML. */
function attributionIn(metadata: unknown): string {
  const given = metadata !== null && typeof metadata === 'object' && 'attribution' in metadata ? metadata.attribution : '';
  if (typeof given !== 'string') return '';
  return given
    .replace(/<[^>]*>/g, '')
    .replaceAll('&copy;', '©')
    .replaceAll('&amp;', '&')
    .trim();
}
