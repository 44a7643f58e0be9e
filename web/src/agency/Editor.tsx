import { useEffect, useRef, useState } from 'react';
import { Button } from 'react-aria-components';
import { FailureNote } from '../answer/FailureNote';
import { ownListing, saveDraft, submitListing, type DraftBody, type EditedListing, type Members } from '../api/agency';
import type { Failure } from '../api/client';
import { failureOf } from '../checkin/use_look';
import { Segments } from '../ui/Segments';
import { Facts } from './Facts';
import { Hours, Needs, Phones } from './Lists';
import { Line } from './Line';
import { draftOf, faultsOf, shown, submissionOf } from './form';
import { keepDraft, keptDraft } from './kept';
import { reviewLine } from './ListingList';
import { useAgencyTexts, type AgencyKey } from './texts';

interface EditorProps {
  account: string;
  service: string;
  onBack: () => void;
  onDone: (said: string) => void;
}

/** Loads one listing, and puts what this page still holds of it over what the server has. */
export function Editor(props: EditorProps) {
  const { account, service, onBack } = props;
  const { text } = useAgencyTexts();
  const [round, setRound] = useState(0);
  const [listing, setListing] = useState<EditedListing | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  useEffect(() => {
    const controller = new AbortController();
    ownListing(service, controller.signal).then(
      (answer) => {
        setFailure(null);
        // The stricter one, until somebody chooses; it is sent whatever it is.
        setListing(answer.status === 'new' && answer.submission === null ? { ...answer, visibility: 'staff' } : answer);
      },
      (error: unknown) => {
        if (controller.signal.aborted) return;
        const failed = failureOf(error);
        if (failed.kind === 'gone') setListing(emptyListing(service));
        else setFailure(failed);
      },
    );
    return () => {
      controller.abort();
    };
  }, [service, round]);
  return (
    <>
      <Button className="button button-second" onPress={onBack}>
        {text('back')}
      </Button>
      {failure !== null && (
        <FailureNote
          failure={failure}
          onAgain={() => {
            setRound((before) => before + 1);
          }}
        />
      )}
      {listing === null && failure === null && <p>{text('loading')}</p>}
      {listing !== null && <Form {...props} listing={listing} first={keptDraft(account, service) ?? draftOf(listing.draft?.body)} />}
    </>
  );
}

/** One that the server hasn't heard of yet. */
function emptyListing(service_id: string): EditedListing {
  return { service_id, status: 'new', visibility: 'staff', members: {}, facts: [], draft: null, submission: null };
}

type Saving = 'none' | 'saving' | 'saved' | 'failed';

/** Saves what is typed half a second after the last key, and again every 15 seconds while that fails. */
function useDraft(account: string, service: string, first: DraftBody) {
  const [draft, setDraft] = useState(first);
  const [saving, setSaving] = useState<Saving>('none');
  const [attempt, setAttempt] = useState(0);
  const typed = useRef(false);
  const saves = useRef<Promise<void>>(Promise.resolve());
  useEffect(() => {
    if (!typed.current) return;
    const timer = setTimeout(() => {
      if (!typed.current) return;
      setSaving('saving');
      saves.current = saveDraft(service, draft, AbortSignal.timeout(15_000)).then(
        () => {
          setSaving('saved');
        },
        () => {
          setSaving('failed');
          setTimeout(() => {
            setAttempt((before) => before + 1);
          }, 15_000);
        },
      );
    }, 500);
    return () => {
      clearTimeout(timer);
    };
  }, [draft, service, attempt]);
  const change = (next: DraftBody) => {
    typed.current = true;
    keepDraft(account, service, next);
    setDraft(next);
  };
  /** No save begins any more, and none is under way: one that came after a submission would leave a draft of it. */
  const pause = async () => {
    typed.current = false;
    await saves.current;
  };
  const resume = () => {
    typed.current = true;
    setAttempt((before) => before + 1);
  };
  const forget = () => {
    keepDraft(account, service, null);
  };
  return { draft, change, saving, pause, resume, forget };
}

function Form({ account, service, listing, first, onDone }: EditorProps & { listing: EditedListing; first: DraftBody }) {
  const { text } = useAgencyTexts();
  const { draft, change, saving, pause, resume, forget } = useDraft(account, service, first);
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [refused, setRefused] = useState<{ pointer: string; detail: string } | null>(null);
  const summary = useRef<HTMLDivElement>(null);
  const members = shown(listing, draft);
  const faults = faultsOf(members);
  const body = submissionOf(listing, draft);
  const changed = Object.keys(body.changes ?? {});
  const nothing = changed.length === 0 && body.visibility === undefined && body.facts === undefined;
  const waits = listing.submission?.outcome === 'waiting';
  const errors: Partial<Record<string, string>> = {};
  for (const [pointer, key] of Object.entries(faults)) if (key !== undefined && (tried || !['/name', '/needs'].includes(pointer))) errors[pointer] = text(key);
  if (refused !== null) errors[refused.pointer] = text('err_server', { detail: refused.detail });

  const set = (next: Members) => {
    setRefused(null);
    change({ ...draft, members: { ...draft.members, ...next } });
  };
  const send = async () => {
    if (busy) return;
    setTried(true);
    setFailure(null);
    if (Object.keys(faults).length > 0) {
      setTimeout(() => summary.current?.focus());
      return;
    }
    setBusy(true);
    await pause();
    try {
      const { review } = await submitListing(body, AbortSignal.timeout(30_000));
      forget();
      onDone(text('submitted', { name: members.name ?? '', review: reviewLine(review, text) }));
    } catch (error) {
      setBusy(false);
      resume();
      const failed = failureOf(error);
      if (failed.kind === 'refused' && failed.problem.status === 400) {
        setRefused({ pointer: (failed.problem.pointer ?? '').replace(/^\/changes/, ''), detail: failed.problem.detail ?? '' });
        setTimeout(() => summary.current?.focus());
      } else setFailure(failed);
    }
  };
  const line = (member: 'name' | 'description' | 'url' | 'email' | 'application_process' | 'fees_description' | 'eligibility_description' | 'alert', most: number, hint?: AgencyKey) => (
    <Line
      label={text(member)}
      hint={hint === undefined ? undefined : text(hint)}
      tall={most > 200}
      most={most}
      value={members[member] ?? ''}
      error={errors[`/${member}`]}
      onChange={(value) => {
        set({ [member]: value });
      }}
    />
  );
  const age = (member: 'minimum_age' | 'maximum_age') => (
    <Line
      label={text(member)}
      most={3}
      value={String(members[member] ?? '')}
      error={errors[`/${member}`]}
      onChange={(value) => {
        const digits = value.replace(/\D/g, '');
        set({ [member]: digits === '' ? null : Number(digits) });
      }}
    />
  );
  return (
    <form
      className="agency-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <h2>{members.name ? members.name : text('new_title')}</h2>
      {listing.submission?.reason != null && <p className="note">{listing.submission.outcome === 'refused' ? text('refused', { reason: listing.submission.reason }) : text('changes_asked', { reason: listing.submission.reason })}</p>}
      {waits && <p className="note">{text('wait_note')}</p>}
      {(tried || refused !== null) && Object.keys(errors).length > 0 && (
        <div ref={summary} tabIndex={-1} className="note note-strong agency-errors" role="alert">
          <h3>{text('errors_title', { count: Object.keys(errors).length })}</h3>
          <ul>
            {Object.entries(errors).map(([pointer, words]) => (
              <li key={pointer}>{words}</li>
            ))}
          </ul>
        </div>
      )}
      <fieldset className="agency-part">
        <legend>{text('part_words')}</legend>
        {line('name', 200)}
        {line('description', 2000, 'description_hint')}
        {line('alert', 200)}
      </fieldset>
      <Needs value={members.needs ?? []} error={errors['/needs']} onChange={(needs) => { set({ needs }); }} />
      <Hours value={members.schedules ?? []} errors={errors} onChange={(schedules) => { set({ schedules }); }} />
      <fieldset className="agency-part">
        <legend>{text('part_reach')}</legend>
        <Phones value={members.phones ?? []} errors={errors} onChange={(phones) => { set({ phones }); }} />
        {line('email', 200)}
        {line('url', 200)}
      </fieldset>
      <fieldset className="agency-part">
        <legend>{text('part_who')}</legend>
        {line('eligibility_description', 2000)}
        {age('minimum_age')}
        {age('maximum_age')}
        {line('application_process', 2000)}
        {line('fees_description', 2000)}
        <Line
          tall
          label={text('required_documents')}
          most={2000}
          value={(members.required_documents ?? []).map(({ document }) => document).join('\n')}
          error={errors['/required_documents']}
          onChange={(value) => {
            set({ required_documents: linesIn(value).map((document, at) => members.required_documents?.find((one) => one.document === document) ?? { ...members.required_documents?.[at], document }) });
          }}
        />
        <Line
          tall
          label={text('languages')}
          most={2000}
          value={(members.languages ?? []).map(({ name, code }) => name ?? code ?? '').join('\n')}
          error={errors['/languages']}
          onChange={(value) => {
            set({ languages: linesIn(value).map((name) => members.languages?.find((one) => (one.name ?? one.code) === name) ?? { name }) });
          }}
        />
      </fieldset>
      <Facts lines={listing.facts} said={draft.facts} onChange={(facts) => { change({ ...draft, facts }); }} />
      <fieldset className="agency-part">
        <legend>{text('part_seen')}</legend>
        <Segments
          labelHidden
          label={text('visibility')}
          value={draft.visibility ?? listing.visibility}
          choices={(['public', 'staff', 'hidden'] as const).map((value) => ({ value, label: text(`visible_${value}`) }))}
          onChange={(visibility) => {
            change({ ...draft, visibility });
          }}
        />
      </fieldset>
      <section aria-labelledby="agency-changes">
        <h3 id="agency-changes">{text('changes_title')}</h3>
        {nothing ? (
          <p>{text('changes_none')}</p>
        ) : (
          <>
            <ul>
              {changed.map((member) => (
                <li key={member}>{text(member as AgencyKey)}</li>
              ))}
              {body.visibility !== undefined && <li>{text('visibility')}</li>}
              {body.facts !== undefined && <li>{text('part_facts')}</li>}
            </ul>
            <p>{text('changes_note')}</p>
          </>
        )}
      </section>
      <p role="status">{saving === 'saved' ? text('saved') : saving === 'saving' ? text('saving') : saving === 'failed' ? text('not_saved') : ''}</p>
      {failure !== null && <FailureNote failure={failure} onAgain={() => void send()} />}
      <Button type="submit" className="button button-main" isDisabled={nothing || waits}>
        {text('submit')}
      </Button>
    </form>
  );
}

/** As typed, so that the cursor stays: a line that is begun may be empty at the end only. */
function linesIn(value: string): string[] {
  return value.split('\n');
}
