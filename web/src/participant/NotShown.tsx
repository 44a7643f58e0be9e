import type { SearchAnswer } from '../api/types';
import { countOf } from '../answer/summary';
import type { QuestionProps } from '../question/props';
import { useCatalogue } from '../state/use_catalogue';
import { useTexts } from '../text/texts';
import { Fold } from '../ui/Fold';
import { reasonsOfHold } from './reasons';

/**
 * Nothing is decided over anyone's head: who asks hears that places are held or ruled out, and why. Held ones
 * aren't named: their call comes first.
 */
export function NotShown({ answer, dispatch }: Pick<QuestionProps, 'dispatch'> & { answer: SearchAnswer }) {
  const { text } = useTexts();
  const { role } = useCatalogue();
  const held = countOf(answer, 'hold');
  const ruledOut = countOf(answer, 'ruled_out');
  const reasons = reasonsOfHold(answer);
  return (
    <Fold
      title={text('not_shown_ask')}
      level={3}
      icon="question"
      className="not-shown"
      onExpandedChange={(expanded) => {
        // Where the costs don't say why, the held places themselves do.
        if (expanded && held.count > 0 && reasons.length === 0) dispatch({ type: 'show', what: 'held', shown: true });
      }}
    >
      {/* What the public isn't told is said to be that, without a figure. */}
      {role === 'public' && <p>{text('not_shown_public')}</p>}
      {answer.cursor !== null && <p>{text('not_shown_more')}</p>}
      {role === 'staff' && answer.cursor === null && held.count === 0 && ruledOut.count === 0 && <p>{text('not_shown_none')}</p>}
      {held.count > 0 && (
        <>
          <p>{text('not_shown_held', { count: held.count })}</p>
          {reasons.length > 0 && <p>{text('not_shown_held_why')}</p>}
          <Reasons reasons={reasons} />
        </>
      )}
      {ruledOut.count > 0 && (
        <>
          <p>{text('not_shown_ruled_out', { count: ruledOut.count })}</p>
          <Reasons
            reasons={answer.left_out.map(({ label, count, at_least }) => `${text('count', { count, atLeast: at_least ? 'yes' : 'no' })} ${label}`)}
          />
        </>
      )}
      {(held.count > 0 || ruledOut.count > 0) && <p>{text('not_shown_change')}</p>}
    </Fold>
  );
}

function Reasons({ reasons }: { reasons: string[] }) {
  if (reasons.length === 0) return null;
  return (
    <ul className="bullets">
      {reasons.map((reason) => (
        <li key={reason}>{reason}</li>
      ))}
    </ul>
  );
}
