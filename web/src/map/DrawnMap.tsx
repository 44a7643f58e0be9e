import { useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import type { Area } from '../api/types';
import type { AvoidedArea } from '../state/question';
import { useTexts } from '../text/texts';
import type { Mark } from './marks';
import { pointAt, type Point } from './projection';
import { half, kmBetween, type View } from './view';

interface DrawnMapProps {
  view: View;
  /** What the rings are drawn around. */
  centre: Point;
  /** Kilometres to the outer ring. */
  reach: number;
  marks: readonly Mark[];
  areas: readonly AvoidedArea[];
  /** Whether streets lie under it. */
  overStreets: boolean;
  /** Where an area is being drawn; null where the map is only looked at. */
  onDraw: ((area: Area) => void) | null;
}

/** Rings, areas and places around a point, drawn from what the page has: no tile, no request. */
export function DrawnMap({ view, centre, reach, marks, areas, overStreets, onDraw }: DrawnMapProps) {
  const { text } = useTexts();
  const { draft, handlers } = useDrawing(view, onDraw);
  const units = view.unitsPerKm;
  const middle = view.at(centre);
  return (
    <svg
      className="map"
      data-drawing={onDraw !== null}
      data-over-streets={overStreets}
      viewBox={`${-half} ${-half} ${2 * half} ${2 * half}`}
      {...(onDraw === null
        ? { role: 'img', 'aria-label': text(overStreets ? 'map_over_streets_label' : 'map_label') }
        : { role: 'application', tabIndex: 0, 'aria-label': text('map_draw_keys') })}
      {...handlers}
    >
      {!overStreets && <rect className="map-ground" x={-half} y={-half} width={2 * half} height={2 * half} />}
      <g transform={`translate(${middle.x} ${middle.y})`}>
        {[reach, reach / 2].map((km) => (
          <Ring key={km} km={km} radius={km * units} label={text('reach_km', { km })} />
        ))}
      </g>
      {areas.map((area, index) => {
        const { x, y } = view.at(area);
        return <circle key={index} className="map-area" cx={x} cy={y} r={area.radius_km * units} />;
      })}
      <path className="map-centre" transform={`translate(${middle.x} ${middle.y})`} d="M-4 0h8M0-4v8" />
      {[...marks].reverse().map(({ key, number, kind, region }) => {
        const { x, y } = view.at(region);
        return (
          <g key={key} data-class={kind} transform={`translate(${x} ${y})`}>
            {region.radius_km > 0 && <circle className="map-region" r={region.radius_km * units} />}
            <circle className="map-mark" r="6" />
            <text className="map-number" dy="2.6">
              {number}
            </text>
          </g>
        );
      })}
      {draft !== null && <Draft view={view} draft={draft} />}
    </svg>
  );
}

function Ring({ km, radius, label }: { km: number; radius: number; label: string }) {
  // The outer ring's label would lie on the edge.
  const y = radius > half - 9 ? -radius + 8.5 : -radius - 2;
  return (
    <g>
      <circle className="map-ring" r={radius} data-km={km} />
      <text className="map-ring-label" y={y}>
        {label}
      </text>
    </g>
  );
}

function Draft({ view, draft }: { view: View; draft: Drawing }) {
  const { x, y } = view.at(draft.centre);
  return (
    <g>
      <circle className="map-area map-draft" cx={x} cy={y} r={draft.km * view.unitsPerKm} />
      <path className="map-cross" d={`M${x - 5} ${y}h10m-5-5v10`} />
    </g>
  );
}

interface Drawing {
  centre: Point;
  km: number;
}

/** Drawing with a finger or a mouse (press, pull, let go) and with keys (arrows, plus and minus, Return). */
function useDrawing(view: View, onDraw: DrawnMapProps['onDraw']) {
  const [draft, setDraft] = useState<Drawing | null>(null);
  const pressed = useRef(false);
  if (onDraw === null) return { draft: null, handlers: {} };

  const reach = half / view.unitsPerKm;
  const least = reach / 10;
  const inTheMiddle = () => ({ centre: view.point(0, 0), km: least });
  const pointOf = (event: PointerEvent<SVGSVGElement>): Point => {
    const box = event.currentTarget.getBoundingClientRect();
    const units = (pixels: number, side: number) => (pixels / side) * 2 * half - half;
    return view.point(units(event.clientX - box.left, box.width), units(event.clientY - box.top, box.height));
  };
  const finish = ({ centre, km }: Drawing) => {
    setDraft(null);
    onDraw({ ...centre, radius_km: Math.max(0.1, Math.round(km * 10) / 10) });
  };
  const handlers = {
    onPointerDown: (event: PointerEvent<SVGSVGElement>) => {
      pressed.current = true;
      event.currentTarget.setPointerCapture(event.pointerId);
      setDraft({ centre: pointOf(event), km: least });
    },
    onPointerMove: (event: PointerEvent<SVGSVGElement>) => {
      if (!pressed.current || draft === null) return;
      setDraft({ ...draft, km: Math.max(kmBetween(draft.centre, pointOf(event)), least) });
    },
    onPointerUp: () => {
      if (pressed.current && draft !== null) finish(draft);
      pressed.current = false;
    },
    onPointerCancel: () => {
      pressed.current = false;
      setDraft(null);
    },
    onFocus: () => {
      if (draft === null && !pressed.current) setDraft(inTheMiddle());
    },
    onBlur: () => {
      setDraft(null);
    },
    onKeyDown: (event: KeyboardEvent<SVGSVGElement>) => {
      const now = draft ?? inTheMiddle();
      const next = moved(now, event.key, reach / 20);
      if (next === null) return;
      event.preventDefault();
      if (next === 'done') finish(now);
      else setDraft(next);
    },
  };
  return { draft, handlers };
}

/** What a key does to the area being drawn; null where it does nothing. */
function moved({ centre, km }: Drawing, key: string, step: number): Drawing | 'done' | null {
  const by = (east: number, north: number) => ({ centre: pointAt(centre, { east, north }), km });
  switch (key) {
    case 'ArrowUp':
      return by(0, step);
    case 'ArrowDown':
      return by(0, -step);
    case 'ArrowRight':
      return by(step, 0);
    case 'ArrowLeft':
      return by(-step, 0);
    case '+':
    case '=':
      return { centre, km: km + step };
    case '-':
      return { centre, km: Math.max(step, km - step) };
    case 'Enter':
      return 'done';
    default:
      return null;
  }
}
