import { Button } from 'react-aria-components';
import type { SearchAnswer } from '../api/types';
import type { QuestionProps } from '../question/props';
import { useTexts } from '../text/texts';
import { countOf } from './summary';
import { UnmetNeeds } from './UnmetNeeds';

/** Nothing found is no dead end: each thing that could bring places back, as the person's own act. */
export function NothingFound({ answer, question, dispatch }: QuestionProps & { answer: SearchAnswer }) {
  const { text } = useTexts();
  const musts = question.wishes.filter(({ strength }) => strength === 'required').length;
  return (
    <div className="empty">
      <p>{text('none_lead')}</p>
      <ul className="next-steps">
        {question.withinKm !== null && (
          <li>
            <Button
              className="button button-second"
              onPress={() => {
                dispatch({ type: 'reach', km: null });
              }}
            >
              {text('none_any_distance')}
            </Button>
          </li>
        )}
        {question.when.kind !== 'not_set' && (
          <li>
            <Button
              className="button button-second"
              onPress={() => {
                dispatch({ type: 'when', when: { kind: 'not_set' } });
              }}
            >
              {text('none_any_time')}
            </Button>
          </li>
        )}
        {musts > 0 && <li>{text('none_musts', { count: musts })}</li>}
        {countOf(answer, 'hold').count > 0 && <li>{text('none_held', { count: countOf(answer, 'hold').count })}</li>}
        <li>{text('none_words')}</li>
        <li>{text('none_211')}</li>
      </ul>
      <UnmetNeeds unmet={answer.unmet} />
    </div>
  );
}
