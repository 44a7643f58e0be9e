import { useEffect, useRef, useState } from 'react';
import { Button } from 'react-aria-components';
import { FailureNote } from '../answer/FailureNote';
import type { Failure } from '../api/client';
import { listingPairs, mergeInto, notSame, type ComparedListing, type DuplicatePair } from '../api/review';
import { failureOf } from '../checkin/use_look';
import { useReviewTexts } from './texts';

interface PairsProps {
  onDone: (said: string) => void;
}

/** Listings that may be one and the same, looked for only when somebody asks. */
export function Pairs({ onDone }: PairsProps) {
  const { text } = useReviewTexts();
  const [found, setFound] = useState<{ found: number; pairs: DuplicatePair[] } | null>(null);
  const [state, setState] = useState<'closed' | 'busy' | 'open'>('closed');
  const [failure, setFailure] = useState<Failure | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const look = async () => {
    setState('busy');
    setFailure(null);
    try {
      setFound(await listingPairs(AbortSignal.timeout(60_000)));
      setState('open');
    } catch (error) {
      setFailure(failureOf(error));
      setState('closed');
    }
  };
  useEffect(() => {
    if (state === 'open') heading.current?.focus();
  }, [state]);
  const without = (pair: DuplicatePair, said: string) => {
    setFound((before) => before && { found: before.found - 1, pairs: before.pairs.filter((other) => other !== pair) });
    heading.current?.focus();
    onDone(said);
  };
  return (
    <section className="duplicates">
      <h2 ref={heading} tabIndex={-1}>
        {found === null ? text('same_title') : text('same_count', { count: found.found })}
      </h2>
      <p className="quiet">{text('same_hint')}</p>
      {failure !== null && <FailureNote failure={failure} onAgain={() => void look()} />}
      <Button className="button button-second" isDisabled={state === 'busy'} onPress={() => void look()}>
        {state === 'busy' ? text('loading') : text('same_look')}
      </Button>
      {found?.pairs.map((pair) => (
        <Pair key={`${pair.first.service_id} ${pair.second.service_id}`} pair={pair} onDone={without} />
      ))}
    </section>
  );
}

function Pair({ pair, onDone }: { pair: DuplicatePair; onDone: (pair: DuplicatePair, said: string) => void }) {
  const { text } = useReviewTexts();
  const [into, setInto] = useState<'first' | 'second' | null>(null);
  const [state, setState] = useState<'open' | 'busy' | 'not_yours' | 'waits' | 'failed'>('open');
  const { first, second } = pair;
  const names = { first: first.name, second: second.name };
  const act = async (call: () => Promise<unknown>, said: string) => {
    setState('busy');
    try {
      await call();
      onDone(pair, said);
    } catch (error) {
      const refused = failureOf(error);
      const status = refused.kind === 'refused' ? refused.problem.status : 0;
      setState(status === 403 ? 'not_yours' : status === 409 ? 'waits' : 'failed');
    }
  };
  const merge = (stays: ComparedListing, goes: ComparedListing) =>
    act(() => mergeInto(goes.service_id, stays.service_id, AbortSignal.timeout(30_000)), text('same_merge_sent', { name: goes.name, into: stays.name }));
  const kept = into === 'second' ? second : first;
  const gone = into === 'second' ? first : second;
  return (
    <article className="duplicate" aria-label={text('same_pair', names)}>
      <div className="duplicate-sides">
        <Side listing={first} />
        <Side listing={second} />
      </div>
      <p className="quiet">{pair.reasons.map(({ sign, adds }) => text(adds < 0 ? 'same_against' : 'same_for', { sign: text(`sign_${sign}`) })).join(' · ')}</p>
      {into === null ? (
        <div className="buttons">
          <Button
            className="button button-second"
            isDisabled={state === 'busy'}
            aria-label={text('same_not_of', names)}
            onPress={() => void act(() => notSame(first.service_id, second.service_id, AbortSignal.timeout(15_000)), text('same_not_said', names))}
          >
            {text('same_not')}
          </Button>
          {(['first', 'second'] as const).map((which) => (
            <Button
              key={which}
              className="button button-second"
              onPress={() => {
                setState('open');
                setInto(which);
              }}
            >
              {text(`same_merge_${which}`)}
            </Button>
          ))}
        </div>
      ) : (
        <div className="buttons" role="group" aria-label={text('same_merge_of', { name: gone.name, into: kept.name })}>
          <p>{text('same_sure', { name: gone.name, into: kept.name })}</p>
          <Button autoFocus className="button button-main" isDisabled={state === 'busy'} onPress={() => void merge(kept, gone)}>
            {text('same_merge_yes')}
          </Button>
          <Button
            className="button button-second"
            onPress={() => {
              setInto(null);
            }}
          >
            {text('report_lift_no')}
          </Button>
        </div>
      )}
      <p role="status">
        {state === 'not_yours' && text('same_refused')}
        {state === 'waits' && text('same_waits')}
        {state === 'failed' && text('report_failed')}
      </p>
    </article>
  );
}

function Side({ listing }: { listing: ComparedListing }) {
  const { text } = useReviewTexts();
  const lines = [listing.organization, ...listing.addresses.slice(0, 4), ...listing.phones.slice(0, 4), listing.url].filter((line) => line !== '');
  return (
    <div className="duplicate-side">
      <h3>{listing.name}</h3>
      <p className="quiet">{text('same_from', { source: listing.source })}</p>
      <ul>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <p>{listing.description}</p>
    </div>
  );
}
