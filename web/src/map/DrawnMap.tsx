import { useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import type { Area } from '../api/types';
import type { AvoidedArea } from '../state/question';
import { useTexts } from '../text/texts';
import type { Mark } from './marks';
import { kmOf, offsetOf, pointAt, type Offset, type Point } from './projection';

/** Half the side of the drawing, in its own units. */
const half = 100;

interface DrawnMapProps {
  centre: Point;
  /** Kilometres from the middle to the edge. */
  reach: number;
  marks: readonly Mark[];
  areas: readonly AvoidedArea[];
  /** Where an area is being drawn; null where the map is only looked at. */
  onDraw: ((area: Area) => void) | null;
}

/** Rings, areas and places around a point, drawn from what the page has: no tile, no request. */
export function DrawnMap({ centre, reach, marks, areas, onDraw }: DrawnMapProps) {
  const { text } = useTexts();
  const { draft, handlers } = useDrawing(centre, reach, onDraw);
  const units = half / reach;
  const at = (offset: Offset) => ({ x: offset.east * units, y: -offset.north * units });
  return (
    <svg
      className="map"
      data-drawing={onDraw !== null}
      viewBox={`${-half} ${-half} ${2 * half} ${2 * half}`}
      {...(onDraw === null
        ? { role: 'img', 'aria-label': text('map_label') }
        : { role: 'application', tabIndex: 0, 'aria-label': text('map_draw_keys') })}
      {...handlers}
    >
      <rect className="map-ground" x={-half} y={-half} width={2 * half} height={2 * half} />
      {[reach, reach / 2].map((km) => (
        <Ring key={km} km={km} radius={km * units} label={text('reach_km', { km })} />
      ))}
      {areas.map((area, index) => {
        const { x, y } = at(offsetOf(centre, area));
        return <circle key={index} className="map-area" cx={x} cy={y} r={area.radius_km * units} />;
      })}
      <path className="map-centre" d="M-4 0h8M0-4v8" />
      {[...marks].reverse().map(({ key, number, kind, region }) => {
        const { x, y } = at(offsetOf(centre, region));
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
      {draft !== null && (
        <g>
          <circle className="map-area map-draft" cx={at(draft.centre).x} cy={at(draft.centre).y} r={draft.km * units} />
          <path className="map-cross" d={`M${at(draft.centre).x - 5} ${at(draft.centre).y}h10m-5-5v10`} />
        </g>
      )}
    </svg>
  );
}

function Ring({ km, radius, label }: { km: number; radius: number; label: string }) {
  // The outer ring's label would lie on the edge.
  const y = radius >= half ? -half + 9 : -radius - 2;
  return (
    <g>
      <circle className="map-ring" r={Math.min(radius, half - 0.5)} data-km={km} />
      <text className="map-ring-label" y={y}>
        {label}
      </text>
    </g>
  );
}

interface Draft {
  centre: Offset;
  km: number;
}

/** Drawing with a finger or a mouse (press, pull, let go) and with keys (arrows, plus and minus, Return). */
function useDrawing(centre: Point, reach: number, onDraw: DrawnMapProps['onDraw']) {
  const [draft, setDraft] = useState<Draft | null>(null);
  const pressed = useRef(false);
  const least = reach / 10;
  if (onDraw === null) return { draft: null, handlers: {} };

  const offsetAt = (event: PointerEvent<SVGSVGElement>): Offset => {
    const box = event.currentTarget.getBoundingClientRect();
    const kmPerPixel = (2 * reach) / box.width;
    return {
      east: (event.clientX - box.left - box.width / 2) * kmPerPixel,
      north: -(event.clientY - box.top - box.height / 2) * kmPerPixel,
    };
  };
  const finish = ({ centre: at, km }: Draft) => {
    setDraft(null);
    onDraw({ ...pointAt(centre, at), radius_km: Math.max(0.1, Math.round(km * 10) / 10) });
  };
  const handlers = {
    onPointerDown: (event: PointerEvent<SVGSVGElement>) => {
      pressed.current = true;
      event.currentTarget.setPointerCapture(event.pointerId);
      setDraft({ centre: offsetAt(event), km: least });
    },
    onPointerMove: (event: PointerEvent<SVGSVGElement>) => {
      if (!pressed.current || draft === null) return;
      const to = offsetAt(event);
      const km = kmOf({ east: to.east - draft.centre.east, north: to.north - draft.centre.north });
      setDraft({ ...draft, km: Math.max(km, least) });
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
      if (draft === null && !pressed.current) setDraft({ centre: { east: 0, north: 0 }, km: least });
    },
    onBlur: () => {
      setDraft(null);
    },
    onKeyDown: (event: KeyboardEvent<SVGSVGElement>) => {
      const now = draft ?? { centre: { east: 0, north: 0 }, km: least };
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
function moved({ centre: { east, north }, km }: Draft, key: string, step: number): Draft | 'done' | null {
  switch (key) {
    case 'ArrowUp':
      return { centre: { east, north: north + step }, km };
    case 'ArrowDown':
      return { centre: { east, north: north - step }, km };
    case 'ArrowRight':
      return { centre: { east: east + step, north }, km };
    case 'ArrowLeft':
      return { centre: { east: east - step, north }, km };
    case '+':
    case '=':
      return { centre: { east, north }, km: km + step };
    case '-':
      return { centre: { east, north }, km: Math.max(step, km - step) };
    case 'Enter':
      return 'done';
    default:
      return null;
  }
}
