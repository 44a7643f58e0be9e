import { useEffect, useRef, type Dispatch } from 'react';
import { Button } from 'react-aria-components';
import type { Result, SearchAnswer } from '../api/types';
import { CapacityLine } from '../answer/CapacityLine';
import { OpenLine } from '../answer/OpenLine';
import { Quoted } from '../answer/Quoted';
import type { QuestionAction } from '../state/question';
import { formatDistance } from '../text/format';
import { useTexts } from '../text/texts';
import { Icon } from '../ui/Icon';
import { standAt } from '../ui/stand_at';
import { NotShown } from './NotShown';

interface ParticipantViewProps {
  dispatch: Dispatch<QuestionAction>;
  answer: SearchAnswer | null;
  onBack: () => void;
}

/**
 * The screen turned to the person: large and plain, without numbers, names of staff or scores. Nothing here
 * appears because of words that were typed.
 */
export function ParticipantView({ dispatch, answer, onBack }: ParticipantViewProps) {
  const { text } = useTexts();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (heading.current !== null) standAt(heading.current);
  }, []);
  return (
    <main className="participant">
      <h1 ref={heading} tabIndex={-1}>
        {text('participant_title')}
      </h1>
      <p>{text('participant_lead')}</p>
      <Places answer={answer} />
      {answer !== null && <NotShown answer={answer} dispatch={dispatch} />}
      <Button className="button button-second" onPress={onBack}>
        <Icon name="back" />
        {text('turn_back')}
      </Button>
    </main>
  );
}

function Places({ answer }: { answer: SearchAnswer | null }) {
  const { text } = useTexts();
  if (answer === null) return <p>{text('participant_nothing_yet')}</p>;
  if (answer.results.length === 0) return <p>{text('heading_none')}</p>;
  return (
    <ol className="participant-places">
      {answer.results.map((result) => (
        <li key={result.service_id}>
          <Place result={result} />
        </li>
      ))}
    </ol>
  );
}

function Place({ result }: { result: Result }) {
  const { text, language } = useTexts();
  const known = result.why.filter(({ evidence }) => evidence === 'favourable' || evidence === 'stale');
  return (
    <article className="participant-place">
      <h2>
        <Quoted text={result.name} language={result.name_language} quiet />
      </h2>
      {result.summary !== null && result.summary !== '' && (
        <p>
          <Quoted text={result.summary} language={result.summary_language} />
        </p>
      )}
      <p className="call-line">
        <OpenLine open={result.open} />
        <CapacityLine capacity={result.capacity} />
        {result.distance_km !== null && <span>{formatDistance(result.distance_km, language)}</span>}
      </p>
      {known.length > 0 && (
        <>
          <h3>{text('participant_known')}</h3>
          <ul className="participant-points">
            {known.map((item) => (
              <li key={item.part}>
                <Icon name={item.evidence === 'stale' ? 'old' : 'check'} />
                <span>{item.text}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      {result.ask.length > 0 && (
        <>
          <h3>{text('participant_unknown')}</h3>
          <ul className="participant-points">
            {result.ask.map((item) => (
              <li key={item.part}>
                <Icon name="question" />
                <span>{item.text === '' ? item.question : item.text}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </article>
  );
}
