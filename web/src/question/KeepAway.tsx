import { useState } from 'react';
import { Button } from 'react-aria-components';
import { ApiFailure, service } from '../api/client';
import type { Place } from '../api/types';
import { useAsked } from '../desk/asked';
import { MapPanel } from '../map/MapPanel';
import { useSuggestions } from '../state/use_suggestions';
import type { AvoidedOrganization } from '../state/question';
import { useTexts } from '../text/texts';
import { Chips } from '../ui/Chips';
import { Choice } from '../ui/Choice';
import { Fold } from '../ui/Fold';
import { Picker } from '../ui/Picker';
import type { QuestionProps } from './props';

const radii = [1, 2, 5, 10, 25, 50];

/** Areas and organizations to keep away from. A place that can't be told to be outside isn't shown as fitting. */
export function KeepAway({ question, dispatch }: QuestionProps) {
  const { text } = useTexts();
  const { areas, organizations } = question;
  const count = areas.length + organizations.length;
  return (
    <div>
      <Fold title={text('avoid_title')} level={3} icon="away" note={count > 0 ? text('chosen_count', { count }) : undefined}>
        <p className="hint">{text('avoid_hint')}</p>
        <AreaFields dispatch={dispatch} />
        <OrganizationField dispatch={dispatch} />
        <DrawnArea question={question} dispatch={dispatch} />
      </Fold>
      <Chips
        label={text('avoid_chosen')}
        items={[
          ...areas.map((area, index) => ({
            key: `area ${index}`,
            label: text('avoid_area', { km: area.radius_km, place: area.label }),
            onRemove: () => {
              dispatch({ type: 'forget_area', index });
            },
          })),
          ...organizations.map(({ id, name }) => ({
            key: id,
            label: name,
            onRemove: () => {
              dispatch({ type: 'forget_organization', id });
            },
          })),
        ]}
      />
    </div>
  );
}

function AreaFields({ dispatch }: Pick<QuestionProps, 'dispatch'>) {
  const { text, language } = useTexts();
  const [typed, setTyped] = useState('');
  const [picked, setPicked] = useState<Place | null>(null);
  const [radius, setRadius] = useState('5');
  const [unplaced, setUnplaced] = useState(false);
  const { places } = useSuggestions(typed === picked?.label ? '' : typed, language);

  const add = () => {
    if (picked === null) {
      setUnplaced(true);
      return;
    }
    dispatch({ type: 'avoid_area', area: { ...picked, radius_km: Number(radius) } });
    setPicked(null);
    setTyped('');
  };

  return (
    <>
      <div className="pair">
        <Picker
          label={text('avoid_place')}
          error={unplaced && picked === null ? text('avoid_pick') : null}
          maxLength={120}
          value={typed}
          onChange={(next) => {
            setTyped(next);
            if (next !== picked?.label) setPicked(null);
          }}
          sections={[{ id: 'place', title: text('suggest_places'), items: places.map(({ label }) => ({ id: label, label })) }]}
          onPick={(label) => {
            const place = places.find((other) => other.label === label) ?? null;
            setPicked(place);
            setTyped(label);
            setUnplaced(false);
          }}
          onReturn={add}
        />
        <Choice
          label={text('avoid_radius')}
          value={radius}
          choices={radii.map((km) => ({ value: String(km), label: text('reach_km', { km }) }))}
          onChange={setRadius}
        />
      </div>
      <Button className="button button-second" onPress={add}>
        {text('avoid_add')}
      </Button>
    </>
  );
}

/** An organization to keep away from, found by one of its services. */
function OrganizationField({ dispatch }: Pick<QuestionProps, 'dispatch'>) {
  const { text, language } = useTexts();
  const [typed, setTyped] = useState('');
  const { services } = useSuggestions(typed, language);
  return (
    <Picker
      label={text('avoid_organization_label')}
      description={text('avoid_organization_hint')}
      maxLength={120}
      value={typed}
      onChange={setTyped}
      sections={[
        { id: 'service', title: text('suggest_services'), items: services.map(({ id, name, organization }) => ({ id, label: organization, note: name })) },
      ]}
      onPick={(id) => {
        setTyped('');
        void organizationOf(id, language).then((organization) => {
          if (organization !== null) dispatch({ type: 'avoid_organization', organization });
        });
      }}
    />
  );
}

/** Suggestions name an organization without its id; the service's own page has both. */
async function organizationOf(service_id: string, language: string): Promise<AvoidedOrganization | null> {
  try {
    const page = await service(service_id, language, new AbortController().signal);
    return page.withdrawn ? null : page.organization;
  } catch (error) {
    if (error instanceof ApiFailure) return null;
    throw error;
  }
}

function DrawnArea({ question, dispatch }: QuestionProps) {
  const { text } = useTexts();
  const { answer } = useAsked();
  return (
    <Fold title={text('avoid_on_map')} level={4}>
      <MapPanel question={question} dispatch={dispatch} answer={answer} />
    </Fold>
  );
}
