import { Button, ToggleButton } from 'react-aria-components';
import { AskList } from '../answer/AskList';
import { CapacityLine } from '../answer/CapacityLine';
import { ToldOnPhone } from '../answer/ToldOnPhone';
import { OpenLine } from '../answer/OpenLine';
import { Phones } from '../answer/Phones';
import { Quoted } from '../answer/Quoted';
import type { Result, SearchAnswer } from '../api/types';
import { formatDistance } from '../text/format';
import { useTexts } from '../text/texts';
import { Icon } from '../ui/Icon';
import { setAside, toRing, type CallMark, type CallMarks } from './calls';

const choices: readonly CallMark[] = ['answered', 'full', 'no', 'next'];

export interface CallListProps {
  answer: SearchAnswer;
  marks: CallMarks;
  onMark: (id: string, mark: CallMark | null) => void;
}

/** The first three to ring, with how each call went. */
export function CallList({ answer, marks, onMark }: CallListProps) {
  const { text } = useTexts();
  const ring = toRing(answer, marks);
  const aside = setAside(answer, marks);
  return (
    <>
      {ring.length === 0 ? (
        <p>{text('calls_none')}</p>
      ) : (
        <ol className="calls">
          {ring.map((result) => (
            <li key={result.service_id} className="call" data-class={answer.asked_nothing ? 'found' : result.class}>
              <Call result={result} asked={!answer.asked_nothing} mark={marks[result.service_id] ?? null} onMark={onMark} />
            </li>
          ))}
        </ol>
      )}
      {aside.length > 0 && (
        <ul className="calls-aside" aria-label={text('calls_aside')}>
          {aside.map((result) => (
            <li key={result.service_id}>
              <span>
                {result.name}: {text(`call_${marks[result.service_id] ?? 'next'}`)}
              </span>
              <Button
                className="link-button"
                onPress={() => {
                  onMark(result.service_id, null);
                }}
              >
                {text('put_back')}
                <span className="visually-hidden"> {result.name}</span>
              </Button>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

interface CallProps {
  result: Result;
  /** Whether anything about the places was asked: only then has it a class worth saying. */
  asked: boolean;
  mark: CallMark | null;
  onMark: CallListProps['onMark'];
}

function Call({ result, asked, mark, onMark }: CallProps) {
  const { text, language } = useTexts();
  return (
    <>
      <h3 className="call-name">
        <Quoted text={result.name} language={result.name_language} quiet />
      </h3>
      <Phones phones={result.phones.slice(0, 1)} />
      <p className="call-line">
        <OpenLine open={result.open} />
        <CapacityLine capacity={result.capacity} />
        {result.distance_km !== null && <span>{formatDistance(result.distance_km, language)}</span>}
        {asked && <strong className="call-class">{text(result.class === 'meets' ? 'class_meets' : 'class_ask')}</strong>}
      </p>
      <div className="call-marks" role="group" aria-label={text('calls_how', { name: result.name })}>
        {choices.map((choice) => (
          <ToggleButton
            key={choice}
            className="toggle"
            isSelected={mark === choice}
            onChange={(selected) => {
              onMark(result.service_id, selected ? choice : null);
            }}
          >
            {choice === 'next' && <Icon name="chevron" />}
            {text(`call_${choice}`)}
          </ToggleButton>
        ))}
      </div>
      {mark === 'answered' && (
        <>
          <AskList asks={result.ask} />
          <ToldOnPhone result={result} level={4} />
        </>
      )}
    </>
  );
}
