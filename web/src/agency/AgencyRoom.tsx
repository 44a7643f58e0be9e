import './agency.css';
import { useEffect, useRef, useState } from 'react';
import { FailureNote } from '../answer/FailureNote';
import { ownListings, type OwnListings } from '../api/agency';
import type { Failure } from '../api/client';
import { CheckPage } from '../check/CheckPage';
import { failureOf } from '../checkin/use_look';
import type { RoomProps } from '../staff/rooms';
import { Editor } from './Editor';
import { keepOpen, keptOpen } from './kept';
import { ListingList } from './ListingList';
import { useAgencyTexts } from './texts';

/** The agency's desk: its listings, and one of them to be changed. */
export function AgencyRoom({ account }: RoomProps) {
  const { text } = useAgencyTexts();
  const [round, setRound] = useState(0);
  const [own, setOwn] = useState<OwnListings | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [open, setOpen] = useState(() => keptOpen(account.id));
  const [checks, setChecks] = useState<string | null>(null);
  const [said, setSaid] = useState('');
  const outcome = useRef<HTMLDivElement>(null);
  const again = () => {
    setRound((before) => before + 1);
  };
  const show = (service: string | null) => {
    keepOpen(account.id, service);
    setOpen(service);
    setChecks(null);
    setSaid('');
  };

  useEffect(() => {
    if (open !== null || checks !== null) return;
    const controller = new AbortController();
    ownListings(controller.signal).then(
      (answer) => {
        setOwn(answer);
        setFailure(null);
      },
      (error: unknown) => {
        if (!controller.signal.aborted) setFailure(failureOf(error));
      },
    );
    return () => {
      controller.abort();
    };
  }, [round, open, checks]);

  useEffect(() => {
    if (said !== '') outcome.current?.focus();
  }, [said]);

  const done = (what: string) => {
    show(null);
    setSaid(what);
    again();
  };

  return (
    <div className="agency-room">
      <h1>{text('title')}</h1>
      <div ref={outcome} tabIndex={-1} role="status" className="agency-outcome">
        {said !== '' && <p className="note">{said}</p>}
      </div>
      {checks !== null ? (
        <CheckPage
          account={account.id}
          service={checks}
          withAgency={false}
          onBack={() => {
            show(null);
          }}
          onDone={done}
        />
      ) : open !== null ? (
        <Editor
          key={open}
          account={account.id}
          service={open}
          onBack={() => {
            show(null);
          }}
          onDone={done}
        />
      ) : (
        <>
          {failure !== null && <FailureNote failure={failure} onAgain={again} />}
          {own === null && failure === null && <p>{text('loading')}</p>}
          {own !== null && <ListingList own={own} onOpen={show} onCheck={setChecks} onDone={done} />}
        </>
      )}
    </div>
  );
}
