import { ToggleButton } from 'react-aria-components';
import type { Result, YesNo } from '../api/types';
import { useAsked } from '../desk/asked';
import { useCatalogue } from '../state/use_catalogue';
import { labelIn, useTexts } from '../text/texts';
import { Fold } from '../ui/Fold';
import { factsToSettle, toldSite } from './told';

const answers: readonly YesNo[] = ['yes', 'no'];

/** "They told us on the phone": what was heard changes how this place stands, on this page only. */
export function ToldOnPhone({ result, level }: { result: Result; level: 4 | 5 }) {
  const { text, language } = useTexts();
  const { facts, role } = useCatalogue();
  const { question, dispatch, answer } = useAsked();
  const site = toldSite(result);
  const open = factsToSettle(result, answer, question.told).flatMap((id) => facts.find((fact) => fact.id === id) ?? []);
  if (role !== 'staff' || open.length === 0) return null;
  const heard = question.told.filter((told) => told.service_at_location_id === site);
  return (
    <Fold
      title={text('told_title')}
      level={level}
      className="fold-quiet"
      note={heard.length > 0 ? text('said_count', { count: heard.length }) : undefined}
    >
      <p className="hint">{text('told_hint')}</p>
      <ul className="told-facts">
        {open.map((fact) => (
          <li key={fact.id}>
            <p className="told-fact">{labelIn(fact.label, language)}</p>
            <div className="toggles" role="group" aria-label={labelIn(fact.label, language)}>
              {answers.map((value) => (
                <ToggleButton
                  key={value}
                  className="toggle"
                  isSelected={heard.some((told) => told.fact === fact.id && told.answer === value)}
                  onChange={(selected) => {
                    dispatch({ type: 'told', site, fact: fact.id, answer: selected ? value : null });
                  }}
                >
                  {labelIn(fact[value], language)}
                </ToggleButton>
              ))}
            </div>
          </li>
        ))}
      </ul>
    </Fold>
  );
}
