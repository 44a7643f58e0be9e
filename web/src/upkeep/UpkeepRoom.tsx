import './upkeep.css';
import { useEffect, useRef, useState } from 'react';
import { Button } from 'react-aria-components';
import { FailureNote } from '../answer/FailureNote';
import type { Failure } from '../api/client';
import { upkeepOverview, type OverdueListing, type UpkeepOverview } from '../api/upkeep';
import { CheckPage } from '../check/CheckPage';
import { failureOf } from '../checkin/use_look';
import type { RoomProps } from '../staff/rooms';
import { formatDay } from '../text/format';
import { GapCalls } from './GapCalls';
import { useUpkeepTexts } from './texts';

/** How fresh the directory is, what is overdue, and which calls are worth most. */
export function UpkeepRoom({ account }: RoomProps) {
  const { text } = useUpkeepTexts();
  const [round, setRound] = useState(0);
  const [overview, setOverview] = useState<UpkeepOverview | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [checks, setChecks] = useState<string | null>(null);
  const [said, setSaid] = useState('');
  const outcome = useRef<HTMLDivElement>(null);
  const again = () => {
    setRound((before) => before + 1);
  };
  useEffect(() => {
    if (checks !== null) return;
    const controller = new AbortController();
    upkeepOverview(controller.signal).then(
      (answer) => {
        setOverview(answer);
        setFailure(null);
      },
      (error: unknown) => {
        if (!controller.signal.aborted) setFailure(failureOf(error));
      },
    );
    return () => {
      controller.abort();
    };
  }, [round, checks]);
  useEffect(() => {
    if (said !== '') outcome.current?.focus();
  }, [said]);
  return (
    <div className="upkeep-room">
      <h1>{text('title')}</h1>
      <div ref={outcome} tabIndex={-1} role="status">
        {said !== '' && <p className="note">{said}</p>}
      </div>
      {checks !== null ? (
        <CheckPage
          account={account.id}
          service={checks}
          withAgency
          onBack={() => {
            setChecks(null);
          }}
          onDone={(words) => {
            setSaid(words);
            setChecks(null);
          }}
        />
      ) : (
        <>
          {failure !== null && <FailureNote failure={failure} onAgain={again} />}
          {overview === null && failure === null && <p>{text('loading')}</p>}
          {overview !== null && <Verified overview={overview} />}
          {overview !== null && <Overdue overview={overview} onCheck={account.role === 'reviewer' ? setChecks : null} />}
          {overview !== null && <GapCalls />}
        </>
      )}
    </div>
  );
}

function Verified({ overview: { verified, listings } }: { overview: UpkeepOverview }) {
  const { text } = useUpkeepTexts();
  return (
    <section aria-labelledby="upkeep-verified">
      <h2 id="upkeep-verified">{text('verified_title')}</h2>
      <p>
        {text('verified', { verified, all: listings, percent: listings === 0 ? 0 : Math.floor((100 * verified) / listings) })} {text('verified_goal')}
      </p>
    </section>
  );
}

function Overdue({ overview, onCheck }: { overview: UpkeepOverview; onCheck: ((service: string) => void) | null }) {
  const { text } = useUpkeepTexts();
  const { overdue, overdue_listings } = overview;
  return (
    <section aria-labelledby="upkeep-overdue">
      <h2 id="upkeep-overdue">{text('overdue_title')}</h2>
      <p>
        {overdue_listings === 0 ? text('overdue_none') : text('overdue_some', { count: overdue_listings })}{' '}
        {overdue.length < overdue_listings && text('overdue_first', { shown: overdue.length })}
      </p>
      <ul className="upkeep-list">
        {overdue.map((listing) => (
          <Row key={listing.service_id} listing={listing} onCheck={onCheck} />
        ))}
      </ul>
    </section>
  );
}

function Row({ listing, onCheck }: { listing: OverdueListing; onCheck: ((service: string) => void) | null }) {
  const { text, language } = useUpkeepTexts();
  return (
    <li className="upkeep-row">
      <h3>{listing.name}</h3>
      <p>{listing.organization}</p>
      <p>{text('overdue_line', { count: listing.lines, day: formatDay(listing.due_on, language) })}</p>
      <p>{listing.phones.length === 0 ? text('no_phone') : listing.phones.join(' · ')}</p>
      {onCheck !== null && (
        <Button
          className="button button-second"
          onPress={() => {
            onCheck(listing.service_id);
          }}
        >
          {text('check', { name: listing.name })}
        </Button>
      )}
    </li>
  );
}
