import './review.css';
import { useEffect, useRef, useState } from 'react';
import { Button } from 'react-aria-components';
import { FailureNote } from '../answer/FailureNote';
import type { Failure } from '../api/client';
import { openReports, reviewQueue, submission as fetchSubmission, type OpenReport, type Submission, type Waiting } from '../api/review';
import { failureOf } from '../checkin/use_look';
import { useFunctionKeys } from '../desk/shortcuts';
import { standAt } from '../ui/stand_at';
import type { Decided } from './Decide';
import { Pairs } from './Pairs';
import { Queue } from './Queue';
import { Reports } from './Reports';
import { SubmissionView } from './SubmissionView';
import { useReviewTexts } from './texts';

interface Desk {
  waiting: Waiting[];
  reports: OpenReport[];
}

/** The reviewer's desk: what waits, one submission field by field, and the reports that hold places back. */
export function ReviewRoom() {
  const { text } = useReviewTexts();
  const [round, setRound] = useState(0);
  const [desk, setDesk] = useState<Desk | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [chosen, setChosen] = useState<number | null>(null);
  const [opened, setOpened] = useState<Submission | null>(null);
  const [decided, setDecided] = useState<Decided | null>(null);
  const room = useRef<HTMLDivElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const decision = useRef<HTMLHeadingElement>(null);
  const outcome = useRef<HTMLDivElement>(null);
  const again = () => {
    setRound((before) => before + 1);
  };

  useEffect(() => {
    const controller = new AbortController();
    Promise.all([reviewQueue(controller.signal), openReports(controller.signal)]).then(
      ([waiting, reports]) => {
        setDesk({ waiting, reports });
        setFailure(null);
      },
      (error: unknown) => {
        if (!controller.signal.aborted) setFailure(failureOf(error));
      },
    );
    return () => {
      controller.abort();
    };
  }, [round]);

  useEffect(() => {
    if (chosen === null) return;
    const controller = new AbortController();
    fetchSubmission(chosen, controller.signal).then(setOpened, (error: unknown) => {
      if (!controller.signal.aborted) setFailure(failureOf(error));
    });
    return () => {
      controller.abort();
    };
  }, [chosen, round]);

  useEffect(() => {
    if (decided !== null) outcome.current?.focus();
  }, [decided]);

  // Who opens one reads it next, wherever it stands on their screen.
  useEffect(() => {
    if (opened !== null && heading.current !== null) standAt(heading.current);
    // Not when the same one is looked at again.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [opened?.id]);

  const choose = (id: number) => {
    setDecided(null);
    setChosen(id);
  };
  const toList = () => {
    const rows = [...(room.current?.querySelectorAll<HTMLElement>('.review-queue [role="option"]') ?? [])];
    (rows.find((row) => row.ariaSelected === 'true') ?? rows[0])?.focus();
  };
  const next = () => {
    const rows = desk?.waiting ?? [];
    const at = rows.findIndex(({ id }) => id === chosen);
    const row = rows[(at + 1) % Math.max(1, rows.length)];
    if (row !== undefined) choose(row.id);
  };
  useFunctionKeys(
    {
      F2: toList,
      F4: () => {
        if (decision.current !== null) standAt(decision.current);
      },
      F8: next,
    },
    '.review-room',
  );

  return (
    <div className="review-room" ref={room}>
      <h1>{text('title')}</h1>
      <p className="quiet review-keys">{text('keys')}</p>
      <div ref={outcome} tabIndex={-1} role="status" className="review-outcome">
        {decided !== null && (
          <div className={decided.meanwhile ? 'note note-strong' : 'note'}>
            {decided.meanwhile && <strong>{text('meanwhile_title')}</strong>}
            <p>{decided.said}</p>
          </div>
        )}
      </div>
      {failure !== null && <FailureNote failure={failure} onAgain={again} />}
      {desk === null && failure === null && <p>{text('loading')}</p>}
      {desk !== null && (
        <div className="review-desk">
          <div className="review-side">
            <h2>{text('queue_title', { count: desk.waiting.length })}</h2>
            {desk.waiting.length === 0 ? <p>{text('queue_empty')}</p> : <Queue waiting={desk.waiting} chosen={chosen} onChoose={choose} />}
            <Button className="button button-second" onPress={again}>
              {text('again')}
            </Button>
            <Reports
              reports={desk.reports}
              onLifted={(said) => {
                setDecided({ said, meanwhile: false });
                again();
              }}
            />
          </div>
          <div className="review-main">
            {chosen === null && desk.waiting.length > 0 && <p className="quiet">{text('choose')}</p>}
            {chosen !== null && opened?.id !== chosen && <p>{text('loading')}</p>}
            {opened !== null && opened.id === chosen && (
              <SubmissionView
                submission={opened}
                headingRef={heading}
                decideRef={decision}
                onDecided={(what) => {
                  setDecided(what);
                  again();
                }}
              />
            )}
            <Pairs
              onDone={(said) => {
                setDecided({ said, meanwhile: false });
                again();
              }}
            />
          </div>
        </div>
      )}
    </div>
  );
}
