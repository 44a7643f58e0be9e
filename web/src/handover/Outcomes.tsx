import { useState } from 'react';
import { Button } from 'react-aria-components';
import { FailureNote } from '../answer/FailureNote';
import { count, type Failure } from '../api/client';
import type { Outcome } from '../api/types';
import { failureOf } from '../checkin/use_look';
import { useTexts } from '../text/texts';

const outcomes: readonly Outcome[] = ['reached', 'full', 'closed', 'wrong_details', 'not_a_fit', 'turned_away'];

type Counting = { kind: 'open' | 'busy' | 'counted' | 'used_up' } | { kind: 'failed'; failure: Failure; outcome: Outcome };

/** How it went, once for each hand-over: counted for the place and the month, never for a person. */
export function Outcomes({ permit }: { permit: string }) {
  const { text } = useTexts();
  const [state, setState] = useState<Counting>({ kind: 'open' });

  const send = async (outcome: Outcome) => {
    setState({ kind: 'busy' });
    try {
      await count(permit, outcome, AbortSignal.timeout(15_000));
      setState({ kind: 'counted' });
    } catch (error) {
      const failure = failureOf(error);
      // A permit counts once: what was counted before isn't an error to anyone here.
      setState(failure.kind === 'refused' && failure.problem.status === 403 ? { kind: 'used_up' } : { kind: 'failed', failure, outcome });
    }
  };
  const done = state.kind === 'counted' || state.kind === 'used_up';
  return (
    <section className="step-part" aria-busy={state.kind === 'busy'}>
      <h3>{text('outcome_title')}</h3>
      <p>{text('outcome_hint')}</p>
      {!done && (
        <div className="buttons">
          {outcomes.map((outcome) => (
            <Button
              key={outcome}
              className="button button-second"
              isDisabled={state.kind === 'busy'}
              onPress={() => void send(outcome)}
            >
              {text(`outcome_${outcome}`)}
            </Button>
          ))}
        </div>
      )}
      {state.kind === 'failed' && <FailureNote failure={state.failure} onAgain={() => void send(state.outcome)} />}
      <p role="status">{done ? text(state.kind === 'counted' ? 'outcome_counted' : 'outcome_used_up') : ''}</p>
    </section>
  );
}
