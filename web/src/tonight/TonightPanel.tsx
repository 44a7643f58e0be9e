import { useEffect, useRef, type RefObject } from 'react';
import { Button } from 'react-aria-components';
import { FailureNote } from '../answer/FailureNote';
import { PlacePicker } from '../question/PlaceField';
import type { QuestionProps } from '../question/props';
import type { AnswerState } from '../state/answer';
import { useCatalogue } from '../state/use_catalogue';
import { formatClock } from '../text/format';
import { labelIn, useTexts } from '../text/texts';
import { Chips, type ChipItem } from '../ui/Chips';
import { Icon } from '../ui/Icon';
import { CallList, type CallListProps } from './CallList';

/** What is asked for most at night; everything else is one press further, in the question below. */
const tonightNeeds = [
  'housing.bed-tonight',
  'crisis.leaving',
  'food.meal',
  'transport.rides',
  'health.hospital',
  'crisis.outreach',
];

interface TonightPanelProps extends QuestionProps, Pick<CallListProps, 'marks' | 'onMark'> {
  state: AnswerState;
  headingRef: RefObject<HTMLHeadingElement | null>;
  onNeed: (id: string) => void;
  onAgain: () => void;
  onClose: () => void;
}

type PartProps = Omit<TonightPanelProps, 'headingRef'>;

/** Tonight: a place, a need, and the first number to ring, on one screen of a phone. */
export function TonightPanel({ headingRef, ...props }: TonightPanelProps) {
  const { text } = useTexts();
  const asked = props.question.needs.length > 0 || props.question.text !== '';
  return (
    <section className="tonight" aria-labelledby="tonight-heading">
      <div className="tonight-head">
        <h2 id="tonight-heading" ref={headingRef} tabIndex={-1}>
          {text('tonight')}
        </h2>
        <Button className="button button-plain" onPress={props.onClose}>
          <Icon name="cross" />
          {text('tonight_close')}
        </Button>
      </div>
      {asked ? <ToRing {...props} /> : <FirstTouches {...props} />}
    </section>
  );
}

/** Before the first answer. The place has the keyboard at once: that saves a touch. */
function FirstTouches({ question, dispatch, onNeed }: PartProps) {
  const { text, language } = useTexts();
  const { needs } = useCatalogue();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    place.current?.closest('.tonight')?.scrollIntoView({ block: 'start' });
    place.current?.querySelector('input')?.focus({ preventScroll: true });
  }, []);
  return (
    <>
      <div ref={place}>
        <PlacePicker question={question} dispatch={dispatch} unknown={false} />
      </div>
      <div className="tonight-needs" role="group" aria-label={text('need_label')}>
        {tonightNeeds
          .flatMap((id) => needs.find((need) => need.id === id) ?? [])
          .map((need) => (
            <Button
              key={need.id}
              className="tonight-need"
              onPress={() => {
                onNeed(need.id);
              }}
            >
              {labelIn(need.label, language)}
            </Button>
          ))}
      </div>
    </>
  );
}

function ToRing({ question, dispatch, state, marks, onMark, onAgain }: PartProps) {
  const { text, language } = useTexts();
  const { needs } = useCatalogue();
  const { answer, answeredAt, failure } = state;
  const chips: ChipItem[] = question.needs.map((id) => ({
    key: id,
    label: labelIn(needs.find((need) => need.id === id)?.label ?? { en: id }, language),
    onRemove: () => {
      dispatch({ type: 'need', id, chosen: false });
    },
  }));
  if (question.place !== null) {
    chips.push({
      key: 'place',
      note: text('understood_place'),
      label: question.place.label,
      onRemove: () => {
        dispatch({ type: 'place', place: null });
      },
    });
  }
  return (
    <>
      {failure !== null && (
        <FailureNote
          failure={failure}
          stays={answer === null || answeredAt === null ? undefined : text('answer_of', { time: formatClock(answeredAt, language) })}
          onAgain={onAgain}
        />
      )}
      {answer === null ? (
        failure === null && <CallSkeleton />
      ) : (
        <CallList answer={answer} marks={marks} onMark={onMark} />
      )}
      <Chips label={text('tonight_asked')} items={chips} />
      <p className="hint">{text('tonight_narrow')}</p>
    </>
  );
}

function CallSkeleton() {
  return (
    <div className="call skeleton" aria-hidden="true">
      <span className="skeleton-line skeleton-title" />
      <span className="skeleton-line" />
    </div>
  );
}
