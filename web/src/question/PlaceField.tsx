import { useState } from 'react';
import { useSuggestions } from '../state/use_suggestions';
import { useTexts } from '../text/texts';
import { Choice } from '../ui/Choice';
import { Picker } from '../ui/Picker';
import type { QuestionProps } from './props';

const reaches = [2, 5, 10, 25, 50, 100, 250];

type PlaceProps = QuestionProps & { unknown: boolean };

/** From where, and how far one can go. */
export function PlaceField({ question, dispatch, unknown }: PlaceProps) {
  const { text } = useTexts();
  return (
    <div className="pair">
      <PlacePicker question={question} dispatch={dispatch} unknown={unknown} />
      <Choice
        label={text('reach_label')}
        value={question.withinKm === null ? '' : String(question.withinKm)}
        disabled={question.place === null}
        choices={[
          { value: '', label: text('reach_any') },
          ...reaches.map((km) => ({ value: String(km), label: text('reach_km', { km }) })),
        ]}
        onChange={(km) => {
          dispatch({ type: 'reach', km: km === '' ? null : Number(km) });
        }}
      />
    </div>
  );
}

/** From where: a place picked from the list, or its name as typed. */
export function PlacePicker({ question, dispatch, unknown }: PlaceProps) {
  const { text, language } = useTexts();
  const { place } = question;
  const [typed, setTyped] = useState(place?.label ?? '');
  // The place changes elsewhere too ("start over"): then the field follows it.
  const [shown, setShown] = useState(place);
  if (shown !== place) {
    setShown(place);
    setTyped(place?.label ?? '');
  }
  const { places } = useSuggestions(typed === place?.label ? '' : typed, language);

  const keepTyped = () => {
    const label = typed.trim();
    if (label === (place?.label ?? '')) return;
    dispatch({ type: 'place', place: label === '' ? null : { label, point: null } });
  };

  return (
    <Picker
      label={text('place_label')}
      error={unknown ? text('place_unknown') : null}
      maxLength={120}
      value={typed}
      onChange={setTyped}
      sections={[{ id: 'place', title: text('suggest_places'), items: places.map(({ label }) => ({ id: label, label })) }]}
      onPick={(label) => {
        const picked = places.find((other) => other.label === label);
        if (picked === undefined) return;
        dispatch({ type: 'place', place: { label, point: { lat: picked.lat, lon: picked.lon } } });
      }}
      onLeaveField={keepTyped}
      onReturn={keepTyped}
    />
  );
}
