import { useState } from 'react';
import { Button } from 'react-aria-components';
import { countUnmet, type Failure } from '../api/client';
import type { Unmet } from '../api/types';
import { failureOf } from '../checkin/use_look';
import { useTexts } from '../text/texts';
import { FailureNote } from './FailureNote';

/** Needs that nothing was found for: each may be counted, by the worker's own act. Nothing is counted by itself. */
export function UnmetNeeds({ unmet }: { unmet: readonly Unmet[] }) {
  const { text } = useTexts();
  if (unmet.length === 0) return null;
  return (
    <section className="unmet">
      <h3>{text('unmet_title')}</h3>
      <p>{text('unmet_hint')}</p>
      <ul className="next-steps">
        {unmet.map((each) => (
          <li key={each.permit}>
            <UnmetNeed unmet={each} />
          </li>
        ))}
      </ul>
    </section>
  );
}

type Counting = { kind: 'open' | 'busy' | 'counted' } | { kind: 'failed'; failure: Failure };

function UnmetNeed({ unmet: { label, region, permit } }: { unmet: Unmet }) {
  const { text } = useTexts();
  const [state, setState] = useState<Counting>({ kind: 'open' });
  const send = async () => {
    setState({ kind: 'busy' });
    try {
      await countUnmet(permit, AbortSignal.timeout(15_000));
      setState({ kind: 'counted' });
    } catch (error) {
      const failure = failureOf(error);
      // A permit counts once: what an answer that was lost had counted isn't an error to anyone here.
      setState(failure.kind === 'refused' && failure.problem.status === 403 ? { kind: 'counted' } : { kind: 'failed', failure });
    }
  };
  const words = { need: label, region: region?.split('-')[1] ?? 'none' };
  return (
    <>
      {state.kind !== 'counted' && (
        <Button className="button button-second" isDisabled={state.kind === 'busy'} onPress={() => void send()}>
          {text('unmet_count', words)}
        </Button>
      )}
      {state.kind === 'failed' && <FailureNote failure={state.failure} onAgain={() => void send()} />}
      <p role="status">{state.kind === 'counted' ? text('unmet_counted', words) : ''}</p>
    </>
  );
}
