import { ToggleButton } from 'react-aria-components';
import type { CatalogueFact, YesNo } from '../api/types';
import { useCatalogue } from '../state/use_catalogue';
import { useTexts } from '../text/texts';
import { Fold } from '../ui/Fold';
import { ChosenWishes } from './ChosenWishes';
import { FactBrowser } from './FactBrowser';
import type { QuestionProps } from './props';
import { wishLabel } from './wishes';

/** The one part of the page that sets what is critical: a place where it isn't known isn't mentioned. Workers only. */
export function SafetyPlan({ question, dispatch }: QuestionProps) {
  const { text } = useTexts();
  const { role } = useCatalogue();
  if (role !== 'staff') return null;
  const chosen = question.wishes.filter(({ strength }) => strength === 'critical');
  return (
    <div className="must-haves safety-plan">
      <Fold
        title={text('plan_part_title')}
        level={3}
        icon="shield"
        note={chosen.length > 0 ? text('chosen_count', { count: chosen.length }) : undefined}
      >
        <p className="hint">{text('plan_part_hint')}</p>
        <FactBrowser
          chosen={chosen}
          row={(fact, want) => (
            <CriticalRow key={`${fact.id} ${want}`} fact={fact} want={want} question={question} dispatch={dispatch} />
          )}
        />
      </Fold>
      <ChosenWishes label={text('plan_part_title')} wishes={chosen} dispatch={dispatch} />
    </div>
  );
}

function CriticalRow({ fact, want, question, dispatch }: QuestionProps & { fact: CatalogueFact; want: YesNo }) {
  const { text, language } = useTexts();
  const label = wishLabel(fact, want, language, text);
  const critical = question.wishes.some((wish) => wish.fact === fact.id && wish.want === want && wish.strength === 'critical');
  return (
    <li className="wish-row">
      <span>{label}</span>
      <ToggleButton
        className="strength"
        data-strength="critical"
        isSelected={critical}
        aria-label={`${text('strength_critical')}: ${label}`}
        onChange={(selected) => {
          dispatch({ type: 'wish', fact: fact.id, want, strength: selected ? 'critical' : null });
        }}
      >
        {text('strength_critical')}
      </ToggleButton>
    </li>
  );
}
