import { useState } from 'react';
import { Button, ToggleButton } from 'react-aria-components';
import type { SearchAnswer } from '../api/types';
import type { QuestionProps } from '../question/props';
import type { AvoidedArea } from '../state/question';
import { formatDistance, formatMegabytes } from '../text/format';
import { useTexts } from '../text/texts';
import { Icon } from '../ui/Icon';
import { DrawnMap } from './DrawnMap';
import { centreOf, marksOf, placed, type Mark } from './marks';
import { directionOf, reaches, reachFor, type Point } from './projection';
import { useStreets } from './use_streets';
import { flatView } from './view';

/** The map, and beside it the same as a list: what is where, how far and in which direction. */
export function MapPanel({ question, dispatch, answer }: QuestionProps & { answer: SearchAnswer | null }) {
  const { text } = useTexts();
  const marks = answer === null ? [] : marksOf(answer);
  const centre = centreOf(question, answer, marks);
  if (centre === null) return <p className="hint">{text('map_no_centre')}</p>;
  return <Map centre={centre} marks={marks} question={question} dispatch={dispatch} label={question.place?.label ?? text('map_middle')} />;
}

function Map({ centre, marks, question, dispatch, label }: QuestionProps & { centre: Point; marks: Mark[]; label: string }) {
  const { text, language } = useTexts();
  const fitting = reachFor(marks.map(({ region }) => placed(centre, region).km + region.radius_km));
  const [chosen, setChosen] = useState<number | null>(null);
  const [drawing, setDrawing] = useState(false);
  const reach = chosen ?? (marks.length === 0 ? 10 : fitting);
  const step = (reaches as readonly number[]).indexOf(reach);
  const { container, fetchedBytes, view, attribution } = useStreets(centre, reach);
  return (
    <div className="map-panel">
      <p className="hint">{text(view === null ? 'map_hint' : 'map_hint_streets', { place: label })}</p>
      <div className="map-frame">
        {container !== null && <div ref={container} className="map-streets" data-shown={view !== null} />}
        <DrawnMap
          view={view ?? flatView(centre, reach)}
          centre={centre}
          reach={reach}
          marks={marks}
          areas={question.areas}
          overStreets={view !== null}
          onDraw={
            drawing
              ? (area) => {
                  dispatch({ type: 'avoid_area', area: { ...area, label: text('map_drawn_area') } });
                  setDrawing(false);
                }
              : null
          }
        />
      </div>
      {fetchedBytes !== null && <p role="status">{text('map_fetching', { size: formatMegabytes(fetchedBytes, language) })}</p>}
      {view !== null && attribution !== '' && <p className="hint">{attribution}</p>}
      <div className="map-tools">
        <ToggleButton className="toggle" isSelected={drawing} onChange={setDrawing}>
          <Icon name="away" />
          {text('map_draw')}
        </ToggleButton>
        <Button
          className="button button-second"
          isDisabled={step <= 0}
          onPress={() => {
            setChosen(reaches[step - 1] ?? reach);
          }}
        >
          <Icon name="plus" />
          {text('map_closer')}
        </Button>
        <Button
          className="button button-second"
          isDisabled={step >= reaches.length - 1}
          onPress={() => {
            setChosen(reaches[step + 1] ?? reach);
          }}
        >
          {text('map_wider')}
        </Button>
      </div>
      {drawing && <p role="status">{text('map_draw_how')}</p>}
      <MapList centre={centre} reach={reach} marks={marks} areas={question.areas} />
    </div>
  );
}

interface MapListProps {
  centre: Point;
  reach: number;
  marks: readonly Mark[];
  areas: readonly AvoidedArea[];
}

function MapList({ centre, reach, marks, areas }: MapListProps) {
  const { text, language } = useTexts();
  const where = (point: Point, radius = 0) => {
    const { offset, km } = placed(centre, point);
    const distance = text('map_where', { distance: formatDistance(km, language), direction: text(`direction_${directionOf(offset)}`) });
    const beyond = km - radius > reach ? ` ${text('map_beyond')}` : '';
    return `${km < 0.05 ? text('map_here') : distance}${beyond}`;
  };
  if (marks.length === 0 && areas.length === 0) return null;
  return (
    <ul className="map-list" aria-label={text('map_list')}>
      {marks.map(({ key, number, name, region }) => (
        <li key={key}>
          <span className="map-list-number">{number}</span>
          <span>
            {name}: {where(region, region.radius_km)}
            {region.radius_km > 0 && ` ${text('map_area_only', { distance: formatDistance(region.radius_km, language) })}`}
          </span>
        </li>
      ))}
      {areas.map((area, index) => (
        <li key={index}>
          <Icon name="away" />
          <span>
            {text('avoid_area', { km: area.radius_km, place: area.label })}: {where(area, area.radius_km)}
          </span>
        </li>
      ))}
    </ul>
  );
}
