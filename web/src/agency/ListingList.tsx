import { useState } from 'react';
import { Button } from 'react-aria-components';
import { FailureNote } from '../answer/FailureNote';
import { submitListing, takeBack, type OwnListing, type OwnListings, type SubmissionSummary } from '../api/agency';
import type { Failure } from '../api/client';
import type { ReviewState } from '../api/review';
import { failureOf } from '../checkin/use_look';
import { useAgencyTexts, type AgencyText } from './texts';
import { Upload } from './Upload';

interface ListingListProps {
  own: OwnListings;
  onOpen: (service: string) => void;
  onCheck: (service: string) => void;
  onDone: (said: string) => void;
}

/** The organization's listings: how each stands, what becomes of its change, and what grows old. */
export function ListingList({ own, onOpen, onCheck, onDone }: ListingListProps) {
  const { text } = useAgencyTexts();
  return (
    <>
      <h2>{own.organization.name}</h2>
      <Button
        className="button button-main"
        onPress={() => {
          onOpen(crypto.randomUUID());
        }}
      >
        {text('add')}
      </Button>
      <Upload onDone={onDone} />
      {own.listings.length === 0 && <p>{text('empty')}</p>}
      <ul className="agency-list">
        {own.listings.map((listing) => (
          <Row key={listing.service_id} listing={listing} onOpen={onOpen} onCheck={onCheck} onDone={onDone} />
        ))}
      </ul>
    </>
  );
}

function Row({ listing, onOpen, onCheck, onDone }: { listing: OwnListing } & Omit<ListingListProps, 'own'>) {
  const { text } = useAgencyTexts();
  const [asks, setAsks] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const { submission, facts, status } = listing;
  const name = listing.name === '' ? text('unnamed') : listing.name;
  const act = async (call: Promise<unknown>, said: string) => {
    try {
      await call;
      onDone(said);
    } catch (error) {
      setFailure(failureOf(error));
    }
  };
  return (
    <li className="agency-row">
      <h3>{name}</h3>
      <p>{text(`status_${status}`)}</p>
      {listing.draft && <p>{text('draft_kept')}</p>}
      {submission !== null && <p>{outcomeLine(submission, text)}</p>}
      {facts.due > 0 && <p className="agency-due">{text('due', { count: facts.due })}</p>}
      {facts.overdue > 0 && <p className="agency-due">{text('overdue', { count: facts.overdue })}</p>}
      <div className="buttons">
        <Button
          className="button button-second"
          onPress={() => {
            onOpen(listing.service_id);
          }}
        >
          {text('edit', { name })}
        </Button>
        {status === 'live' && (
          <Button
            className="button button-second"
            onPress={() => {
              onCheck(listing.service_id);
            }}
          >
            {text('check', { name })}
          </Button>
        )}
        {submission?.outcome === 'waiting' && (
          <Button className="button button-second" onPress={() => void act(takeBack(submission.id, AbortSignal.timeout(30_000)), text('taken', { name }))}>
            {text('take_back', { name })}
          </Button>
        )}
        {status === 'live' && submission?.outcome !== 'waiting' && !asks && (
          <Button
            className="button button-second"
            onPress={() => {
              setAsks(true);
            }}
          >
            {text('withdraw', { name })}
          </Button>
        )}
      </div>
      {asks && (
        <div className="note" role="group" aria-label={text('withdraw', { name })}>
          <p>{text('withdraw_sure', { name })}</p>
          <div className="buttons">
            <Button autoFocus className="button button-main" onPress={() => void act(submitListing({ service_id: listing.service_id, withdraw: true }, AbortSignal.timeout(30_000)), text('withdraw_sent', { name }))}>
              {text('withdraw_yes')}
            </Button>
            <Button
              className="button button-second"
              onPress={() => {
                setAsks(false);
              }}
            >
              {text('no')}
            </Button>
          </div>
        </div>
      )}
      {failure !== null && (
        <FailureNote
          failure={failure}
          onAgain={() => {
            setFailure(null);
          }}
        />
      )}
    </li>
  );
}

function outcomeLine(submission: SubmissionSummary, text: AgencyText): string {
  return text(submission.outcome, { day: submission.submitted_on, reason: submission.reason ?? '', review: reviewLine(submission.review, text) });
}

export function reviewLine({ accounts, call_back, approvals }: ReviewState, text: AgencyText): string {
  return text('review_line', { accounts, call: call_back, approvals });
}
