import { useId, type RefObject } from 'react';
import { Button } from 'react-aria-components';
import { FailureNote } from '../answer/FailureNote';
import { UnmetNeeds } from '../answer/UnmetNeeds';
import { useAsked } from '../desk/asked';
import { useCatalogue } from '../state/use_catalogue';
import { localDay } from '../state/request';
import { formatClock } from '../text/format';
import { labelIn, useTexts } from '../text/texts';
import { Choice } from '../ui/Choice';
import { Icon } from '../ui/Icon';
import { quiet } from '../ui/quiet';
import { Segments } from '../ui/Segments';
import { NextPhases } from './NextPhases';
import { OnePlan } from './OnePlan';
import { needsToPlan, planRequestOf, type PlanChoices } from './plan_request';
import { TonightLists } from './TonightLists';
import { usePlan, type PlanState } from './use_plan';

const walks = [0.5, 1, 2, 3, 5];

interface PlanViewProps {
  choices: PlanChoices;
  onChoices: (choices: PlanChoices) => void;
  headingRef: RefObject<HTMLHeadingElement | null>;
  onOpen: (id: string) => void;
}

/** Several needs in few visits: what to plan for, and the plans that came. */
export function PlanView({ choices, onChoices, headingRef, onOpen }: PlanViewProps) {
  const { text, language } = useTexts();
  const { question, answer } = useAsked();
  const { needs: known } = useCatalogue();
  const { state, make } = usePlan();
  const needs = needsToPlan(question, answer);
  const request = planRequestOf(needs, question, choices, language, new Date());
  const labelOf = (id: string) => labelIn(known.find((need) => need.id === id)?.label ?? { en: id }, language);
  const again = () => {
    make(request);
  };
  return (
    <div className="plan">
      <h2 ref={headingRef} tabIndex={-1} className="answer-heading">
        {text('plan_title')}
      </h2>
      <p className="answer-lead">{text('plan_lead')}</p>
      <section className="plan-form" aria-label={text('plan_for')}>
        <p className="field-label">{text('plan_for')}</p>
        {needs.length === 0 ? (
          <p>{text('plan_no_needs')}</p>
        ) : (
          <ul className="chips">
            {needs.map((id) => (
              <li key={id} className="chip">
                <span className="chip-label">{labelOf(id)}</span>
              </li>
            ))}
          </ul>
        )}
        <PlanFields choices={choices} onChoices={onChoices} />
        <Button className="button button-main" isDisabled={needs.length === 0} isPending={state.busy} onPress={again}>
          {text(state.busy ? 'busy' : 'plan_make')}
        </Button>
      </section>
      <PlanResult state={state} outdated={state.askedWith !== null && state.askedWith !== JSON.stringify(request)} onAgain={again} onOpen={onOpen} labelOf={labelOf} />
    </div>
  );
}

function PlanFields({ choices, onChoices }: Pick<PlanViewProps, 'choices' | 'onChoices'>) {
  const { text } = useTexts();
  const { question, dispatch } = useAsked();
  const id = useId();
  return (
    <div className="plan-fields">
      <Segments<PlanChoices['start']['kind']>
        label={text('plan_start')}
        value={choices.start.kind}
        choices={[
          { value: 'now', label: text('when_now') },
          { value: 'tonight', label: text('when_tonight') },
          { value: 'at', label: text('when_moment') },
        ]}
        onChange={(kind) => {
          onChoices({ ...choices, start: kind === 'at' ? { kind, at: `${localDay(new Date())}T18:00` } : { kind } });
        }}
      />
      {choices.start.kind === 'at' && (
        <div className="field">
          <label className="field-label" htmlFor={id}>
            {text('when_at')}
          </label>
          <input
            id={id}
            className="input"
            type="datetime-local"
            {...quiet}
            value={choices.start.at}
            onChange={(event) => {
              onChoices({ ...choices, start: { kind: 'at', at: event.target.value } });
            }}
          />
        </div>
      )}
      <Segments<'not_said' | 'yes' | 'no'>
        label={text('plan_ride')}
        value={choices.ride === null ? 'not_said' : choices.ride ? 'yes' : 'no'}
        choices={[
          { value: 'not_said', label: text('not_said') },
          { value: 'yes', label: text('plan_ride_yes') },
          { value: 'no', label: text('plan_ride_no') },
        ]}
        onChange={(ride) => {
          onChoices({ ...choices, ride: ride === 'not_said' ? null : ride === 'yes' });
        }}
      />
      <div className="pair pair-even">
        <Choice
          label={text('plan_walk')}
          value={choices.walkKm === null ? '' : String(choices.walkKm)}
          choices={[{ value: '', label: text('not_said') }, ...walks.map((km) => ({ value: String(km), label: text('reach_km', { km }) }))]}
          onChange={(km) => {
            onChoices({ ...choices, walkKm: km === '' ? null : Number(km) });
          }}
        />
        <Choice
          label={text('who_children')}
          value={question.participant.children === null ? '' : String(question.participant.children)}
          choices={[{ value: '', label: text('not_said') }, ...[0, 1, 2, 3, 4, 5, 6].map((count) => ({ value: String(count), label: String(count) }))]}
          onChange={(children) => {
            dispatch({ type: 'participant', said: { children: children === '' ? null : Number(children) } });
          }}
        />
      </div>
    </div>
  );
}

interface PlanResultProps {
  state: PlanState;
  /** What is asked has changed since this plan was made. */
  outdated: boolean;
  onAgain: () => void;
  onOpen: (id: string) => void;
  labelOf: (need: string) => string;
}

function PlanResult({ state, outdated, onAgain, onOpen, labelOf }: PlanResultProps) {
  const { text, language } = useTexts();
  const { answer, at, failure, busy } = state;
  return (
    <>
      {failure !== null && <PlanFailure state={state} onAgain={onAgain} />}
      {answer === null && busy && (
        <div className="card skeleton" aria-hidden="true">
          <span className="skeleton-line skeleton-title" />
          <span className="skeleton-line" />
          <span className="skeleton-line skeleton-short" />
        </div>
      )}
      <p role="status" className="visually-hidden">
        {busy ? text('busy') : answer === null ? '' : text('plan_count', { count: answer.plans.length })}
      </p>
      {answer !== null && (
        <div className="plan-answer" data-busy={busy}>
          {outdated && !busy && <p className="note note-strong">{text('plan_outdated')}</p>}
          {at !== null && <p className="quiet">{text('plan_of', { time: formatClock(at, language) })}</p>}
          <p className="note">
            <Icon name="clock" /> {answer.travel_text}
          </p>
          {!answer.complete && <p className="note">{text('plan_not_complete')}</p>}
          {answer.behind !== null && <p className="note note-strong">{answer.behind.text}</p>}
          {answer.plans.length === 0 && <p>{text('plan_none')}</p>}
          {answer.plans.map((plan, index) => (
            <OnePlan key={index} plan={plan} number={index + 1} labelOf={labelOf} onOpen={onOpen} />
          ))}
          <UnmetNeeds unmet={answer.unmet} />
          {answer.tonight !== null && <TonightLists tonight={answer.tonight} onOpen={onOpen} />}
          <NextPhases next={answer.next} onOpen={onOpen} />
        </div>
      )}
    </>
  );
}

function PlanFailure({ state, onAgain }: { state: PlanState; onAgain: () => void }) {
  const { text, language } = useTexts();
  if (state.failure === null) return null;
  // A directory from before plans has no such address.
  if (state.failure.kind === 'gone') return <p className="note">{text('plan_not_here')}</p>;
  const stays = state.answer === null || state.at === null ? undefined : text('plan_stays', { time: formatClock(state.at, language) });
  return <FailureNote failure={state.failure} stays={stays} onAgain={onAgain} />;
}
