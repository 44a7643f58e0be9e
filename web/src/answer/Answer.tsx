import type { Ref } from 'react';
import { Button } from 'react-aria-components';
import type { SearchAnswer } from '../api/types';
import { MapPanel } from '../map/MapPanel';
import type { QuestionProps } from '../question/props';
import type { AnswerState } from '../state/answer';
import { useCatalogue } from '../state/use_catalogue';
import { formatClock } from '../text/format';
import { useTexts } from '../text/texts';
import { Fold } from '../ui/Fold';
import { Segments } from '../ui/Segments';
import { CrisisLinesFirst } from '../crisis/CrisisLines';
import { Costs } from './Costs';
import { ExplainPanel } from './ExplainPanel';
import { FailureNote } from './FailureNote';
import { LeftOut } from './LeftOut';
import { NothingFound } from './NothingFound';
import { ClassFold, ClassSection } from './ResultSections';
import { Skeleton } from './Skeleton';
import { countOf, headingOf } from './summary';
import { SharedUnknowns } from './SharedUnknowns';
import { Understood } from './Understood';
import { Welcome } from './Welcome';

interface AnswerProps extends QuestionProps {
  state: AnswerState;
  headingRef: Ref<HTMLHeadingElement>;
  onAgain: () => void;
  onMore: () => void;
  onOpen: (id: string) => void;
  onStart: (need: string) => void;
  /** Whether a failure is said elsewhere on the screen already. */
  failureSaid: boolean;
}

/** The right-hand side: how the question was understood, and what was found, in its classes. */
export function Answer(props: AnswerProps) {
  const { state, headingRef, onAgain, dispatch } = props;
  const { text, language } = useTexts();
  const { answer, answeredAt, busy, failure } = state;

  if (answer === null) {
    if (failure !== null && props.failureSaid) return null;
    if (failure !== null) return <FailureNote failure={failure} headingRef={headingRef} onAgain={onAgain} />;
    if (busy === 'asking') return <Skeleton headingRef={headingRef} />;
    return <Welcome onStart={props.onStart} headingRef={headingRef} />;
  }
  return (
    <div className="answer" data-busy={busy === 'asking'}>
      {failure !== null && !props.failureSaid && (
        <FailureNote
          failure={failure}
          stays={answeredAt === null ? undefined : text('answer_of', { time: formatClock(answeredAt, language) })}
          onAgain={onAgain}
        />
      )}
      {answer.understood.danger === true && <CrisisLinesFirst />}
      <h2 ref={headingRef} tabIndex={-1} id="answer-heading" className="answer-heading">
        {headingOf(answer, text)}
      </h2>
      {answer.asked_nothing && answer.results.length > 0 && <p className="answer-lead">{text('nothing_asked_lead')}</p>}
      <Understood answer={answer} question={props.question} dispatch={dispatch} />
      <Found {...props} answer={answer} />
    </div>
  );
}

function Found({ answer, state, question, dispatch, onMore, onOpen }: AnswerProps & { answer: SearchAnswer }) {
  const { text } = useTexts();
  const { role } = useCatalogue();
  const of = (kind: 'meets' | 'ask') => answer.results.filter((result) => result.class === kind);
  return (
    <>
      {!answer.complete && <p className="note note-strong">{text('not_complete')}</p>}
      {answer.behind !== null && <p className="note note-strong">{answer.behind.text}</p>}
      <SharedUnknowns unknowns={answer.shared_unknowns} />
      {answer.results.length > 0 && (
        <div className="answer-bar">
          {answer.phones_answered.text !== null && <p className="answer-phones">{answer.phones_answered.text}</p>}
          {question.place !== null && (
            <Segments
              label={text('order_label')}
              value={question.order}
              choices={[
                { value: 'best', label: text('order_best') },
                { value: 'nearest', label: text('order_nearest') },
              ]}
              onChange={(order) => {
                dispatch({ type: 'order', order });
              }}
            />
          )}
        </div>
      )}
      {answer.results.length > 0 && (
        <Fold title={text('map_title')} level={3} icon="pin" className="map-fold">
          <MapPanel question={question} dispatch={dispatch} answer={answer} />
        </Fold>
      )}
      {answer.results.length === 0 && <NothingFound answer={answer} question={question} dispatch={dispatch} />}
      <ClassSection
        kind={answer.asked_nothing ? 'found' : 'meets'}
        title={answer.asked_nothing ? text('class_found') : text('class_meets')}
        hint={answer.asked_nothing ? null : text('class_meets_hint')}
        total={countOf(answer, 'meets')}
        results={of('meets')}
        onOpen={onOpen}
      />
      <ClassSection
        kind="ask"
        title={text('class_ask')}
        hint={text('class_ask_hint')}
        total={countOf(answer, 'ask')}
        results={of('ask')}
        onOpen={onOpen}
      />
      {answer.cursor !== null && <MoreButton busy={state.busy === 'more'} onMore={onMore} />}
      <Costs costs={answer.costs} question={question} dispatch={dispatch} />
      {answer.costs.length === 0 && <LeftOut items={answer.left_out} />}
      {role === 'staff' && (
        <>
          <ClassFold
            kind="hold"
            total={countOf(answer, 'hold')}
            results={answer.held}
            shown={question.showHeld}
            onShow={(shown) => {
              dispatch({ type: 'show', what: 'held', shown });
            }}
            onOpen={onOpen}
          />
          <ClassFold
            kind="ruled_out"
            total={countOf(answer, 'ruled_out')}
            results={answer.ruled_out}
            shown={question.showRuledOut}
            onShow={(shown) => {
              dispatch({ type: 'show', what: 'ruled_out', shown });
            }}
            onOpen={onOpen}
          />
          <ExplainPanel onOpen={onOpen} />
        </>
      )}
    </>
  );
}

function MoreButton({ busy, onMore }: { busy: boolean; onMore: () => void }) {
  const { text } = useTexts();
  return (
    <Button className="button button-second more" onPress={onMore} isPending={busy}>
      {text(busy ? 'busy' : 'more')}
    </Button>
  );
}
