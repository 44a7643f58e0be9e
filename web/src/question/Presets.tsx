import { Button } from 'react-aria-components';
import type { Wish } from '../state/question';
import { useCatalogue } from '../state/use_catalogue';
import { labelIn, useTexts } from '../text/texts';
import { Fold } from '../ui/Fold';
import { Icon } from '../ui/Icon';
import { presets, wishesOf, type Preset } from './presets';
import type { QuestionProps } from './props';
import { WishRow } from './WishRow';

/** What is often asked for together. One press sets the list that is in sight; each line can be changed or taken off. */
export function Presets({ question, dispatch }: QuestionProps) {
  const { text } = useTexts();
  const { facts } = useCatalogue();
  const offered = presets.map((preset) => ({ preset, wishes: wishesOf(preset, facts) })).filter(({ wishes }) => wishes.length > 0);
  if (offered.length === 0) return null;
  return (
    <div className="presets" role="group" aria-label={text('presets_title')}>
      <p className="field-label">{text('presets_title')}</p>
      {offered.map(({ preset, wishes }) => (
        <PresetFold key={preset.id} preset={preset} wishes={wishes} question={question} dispatch={dispatch} />
      ))}
    </div>
  );
}

function PresetFold({ preset, wishes, question, dispatch }: QuestionProps & { preset: Preset; wishes: readonly Wish[] }) {
  const { text, language } = useTexts();
  const { facts } = useCatalogue();
  const set = wishes.filter(({ fact }) => question.wishes.some((other) => other.fact === fact)).length;
  return (
    <Fold
      title={labelIn(preset.label, language)}
      level={4}
      note={set > 0 ? text('preset_set', { set, count: wishes.length }) : undefined}
    >
      <ul className="wish-rows">
        {wishes.flatMap(({ fact: id, want }) => {
          const fact = facts.find((other) => other.id === id);
          return fact === undefined ? [] : [<WishRow key={id} fact={fact} want={want} question={question} dispatch={dispatch} />];
        })}
      </ul>
      {preset.when !== undefined && <p>{text('preset_when_after_hours')}</p>}
      {preset.said?.children !== undefined && <p>{text('preset_children')}</p>}
      <div className="buttons">
        <Button
          className="button button-second"
          onPress={() => {
            dispatch({ type: 'preset', wishes, when: preset.when, said: preset.said });
          }}
        >
          <Icon name="check" />
          {text('preset_apply')}
        </Button>
        {set > 0 && (
          <Button
            className="button button-plain"
            onPress={() => {
              dispatch({ type: 'forget_wishes', facts: wishes.map(({ fact }) => fact) });
            }}
          >
            {text('preset_clear')}
          </Button>
        )}
      </div>
      <p className="hint">{text('preset_strengths', { musts: wishes.filter(({ strength }) => strength === 'required').length })}</p>
    </Fold>
  );
}
