import { Button } from 'react-aria-components';
import type { Cost, Count } from '../api/types';
import type { QuestionProps } from '../question/props';
import { strengthLabel } from '../question/wishes';
import { useTexts, type Text } from '../text/texts';
import { Icon } from '../ui/Icon';
import { looseningOf } from './loosen';

/** How many places each must costs, and what loosening it would bring back. Loosening is the person's act. */
export function Costs({ costs, question, dispatch }: QuestionProps & { costs: Cost[] }) {
  const { text } = useTexts();
  const shown = costs.filter(({ ruled_out, held, asked }) => ruled_out.count + held.count + asked.count > 0);
  if (shown.length === 0) return null;
  return (
    <section className="costs" aria-labelledby="costs-heading">
      <h3 id="costs-heading">{text('costs_title')}</h3>
      <p className="hint">{text('costs_hint')}</p>
      <ul>
        {shown.map((cost) => (
          <li key={cost.part}>
            <CostLine cost={cost} question={question} dispatch={dispatch} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function CostLine({ cost, question, dispatch }: QuestionProps & { cost: Cost }) {
  const { text } = useTexts();
  const loosening = looseningOf(cost, question);
  const back = cost.brings_back;
  return (
    <>
      <p>
        <strong>{cost.label}</strong> <span className="quiet">({strengthLabel(cost.strength, text)})</span>
      </p>
      <p>{spentOn(cost, text)}</p>
      {cost.strength === 'critical' && <p className="quiet">{text('costs_critical')}</p>}
      {loosening !== null && back !== null && back.count > 0 && (
        <Button
          className="button button-second costs-loosen"
          onPress={() => {
            dispatch(loosening.action);
          }}
        >
          <Icon name="undo" />
          {text(loosening.kind === 'like' ? 'costs_like' : 'costs_off', { count: back.count, atLeast: back.at_least ? 'yes' : 'no' })}
          <span className="visually-hidden">: {cost.label}</span>
        </Button>
      )}
    </>
  );
}

function spentOn({ ruled_out, held, asked }: Cost, text: Text): string {
  const part = (key: 'costs_ruled_out' | 'costs_held' | 'costs_asked', { count, at_least }: Count) =>
    count === 0 ? [] : [text(key, { count, atLeast: at_least ? 'yes' : 'no' })];
  return [...part('costs_ruled_out', ruled_out), ...part('costs_held', held), ...part('costs_asked', asked)].join(' · ');
}
