import { useEffect, useRef, useState } from 'react';
import { Button } from 'react-aria-components';
import { FailureNote } from '../answer/FailureNote';
import { ownListing, previewListing, saveDraft, submitListing, type DraftBody, type EditedListing, type Members, type Preview } from '../api/agency';
import type { Failure } from '../api/client';
import { failureOf } from '../checkin/use_look';
import { useKept } from '../staff/use_kept';
import { Segments } from '../ui/Segments';
import { Closures } from './Closures';
import { Facts } from './Facts';
import { Hours, Needs, Phones } from './Lists';
import { Line } from './Line';
import { draftOf, factKey, faultsOf, shown, submissionOf } from './form';
import { keepDraft, keptDraft } from './kept';
import { Languages } from './Languages';
import { reviewLine } from './ListingList';
import { Contacts, Sites } from './Places';
import { PreviewShown } from './Preview';
import { highestGrade, readabilityOf } from './readability';
import { said } from './said';
import { CostPart, NoPapers, Taken } from './Taken';
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

function Form({ account, service, listing, first, onDone }: EditorProps & { listing: EditedListing; first: DraftBody }) {
  const { text, language } = useAgencyTexts();
  const { value: draft, change: keep, saving, pause, resume } = useKept(
    first,
    (value, signal) => saveDraft(service, value, signal),
    (value) => {
      keepDraft(account, service, value);
    },
  );
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [refused, setRefused] = useState<{ pointer: string; detail: string } | null>(null);
  const [preview, setPreview] = useState<Preview | null>(null);
  const [asks, setAsks] = useState(false);
  const summary = useRef<HTMLDivElement>(null);
  const confirm = useRef<HTMLDivElement>(null);
  const form = useRef<HTMLFormElement>(null);
  const members = shown(listing, draft);
  const faults = faultsOf(members);
  const body = submissionOf(listing, draft);
  const changed = Object.keys(body.changes ?? {});
  const nothing = changed.length === 0 && body.visibility === undefined && body.facts === undefined;
  const waits = listing.submission?.outcome === 'waiting';
  const errors: Partial<Record<string, string>> = {};
  for (const [pointer, key] of Object.entries(faults)) if (key !== undefined && (tried || !['/name', '/needs'].includes(pointer))) errors[pointer] = text(key);
  if (refused !== null) errors[refused.pointer] = text('err_server', { detail: refused.detail });

  const change = (next: DraftBody) => {
    setPreview(null);
    setAsks(false);
    keep(next);
  };
  const set = (next: Members) => {
    setRefused(null);
    change({ ...draft, members: { ...draft.members, ...next } });
  };
  /** The cost; that it is free, or isn't, is a fact of its own: the one that search asks for. */
  const setCost = (next: Members, free?: 'yes' | 'no' | null) => {
    const fact = listing.facts.find((line) => line.fact === 'free' && line.subject === 'service');
    const key = fact === undefined ? '' : factKey(fact);
    const others = Object.fromEntries(Object.entries(draft.facts).filter(([other]) => other !== key));
    const facts = free === undefined || fact === undefined ? draft.facts : free === null ? others : { ...others, [key]: { value: free, known_by: 'agency_statement' as const } };
    setRefused(null);
    change({ ...draft, members: { ...draft.members, ...next }, facts });
  };
  /** @return whether nothing stands in the way that can be seen here. */
  const isFit = (): boolean => {
    setTried(true);
    setFailure(null);
    if (Object.keys(faults).length === 0) return true;
    setTimeout(() => summary.current?.focus());
    return false;
  };
  const failed = (error: unknown) => {
    const failed = failureOf(error);
    if (failed.kind === 'refused' && failed.problem.status === 400) {
      setRefused({ pointer: (failed.problem.pointer ?? '').replace(/^\/changes/, ''), detail: failed.problem.detail ?? '' });
      setTimeout(() => summary.current?.focus());
    } else setFailure(failed);
  };
  const look = async () => {
    if (busy || !isFit()) return;
    setBusy(true);
    try {
      setPreview(await previewListing(body, language, AbortSignal.timeout(30_000)));
    } catch (error) {
      failed(error);
    } finally {
      setBusy(false);
    }
  };
  const ask = () => {
    if (!isFit()) return;
    setAsks(true);
    setTimeout(() => confirm.current?.focus());
  };
  const send = async () => {
    if (busy) return;
    setFailure(null);
    setBusy(true);
    await pause();
    try {
      const { review } = await submitListing(body, AbortSignal.timeout(30_000));
      keepDraft(account, service, null);
      onDone(text('submitted', { name: members.name ?? '', review: reviewLine(review, text) }));
    } catch (error) {
      setBusy(false);
      setAsks(false);
      resume();
      failed(error);
    }
  };
  /** To the field of a fault, or to the nearest thing above it. */
  const goTo = (pointer: string) => {
    for (let at = pointer; at !== ''; at = at.slice(0, at.lastIndexOf('/'))) {
      const found = form.current?.querySelector(`[data-pointer="${CSS.escape(at)}"]`);
      const target = found?.querySelector<HTMLElement>('input, textarea, select, button') ?? found;
      if (target instanceof HTMLElement) {
        target.focus();
        return;
      }
    }
  };
  const line = (member: 'name' | 'description' | 'url' | 'email' | 'application_process' | 'fees_description' | 'eligibility_description' | 'alert', most: number, hint?: AgencyKey) => (
    <Line
      label={text(member)}
      hint={hint === undefined ? undefined : text(hint)}
      tall={most > 200}
      most={most}
      pointer={`/${member}`}
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
      pointer={`/${member}`}
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
        ask();
      }}
      ref={form}
    >
      <h2>{members.name ? members.name : text('new_title')}</h2>
      {listing.submission?.reason != null && <p className="note">{listing.submission.outcome === 'refused' ? text('refused', { reason: listing.submission.reason }) : text('changes_asked', { reason: listing.submission.reason })}</p>}
      {waits && <p className="note">{text('wait_note')}</p>}
      {(tried || refused !== null) && Object.keys(errors).length > 0 && (
        <div ref={summary} tabIndex={-1} className="note note-strong agency-errors" role="alert">
          <h3>{text('errors_title', { count: Object.keys(errors).length })}</h3>
          <ul>
            {Object.entries(errors).map(([pointer, words]) => (
              <li key={pointer}>
                <Button className="agency-link" onPress={() => { goTo(pointer); }}>
                  {words}
                </Button>
              </li>
            ))}
          </ul>
        </div>
      )}
      <fieldset className="agency-part">
        <legend>{text('part_words')}</legend>
        {line('name', 200)}
        {line('description', 2000, 'description_hint')}
        <Reads summary={members.description ?? ''} />
        {line('alert', 200)}
      </fieldset>
      <Needs value={members.needs ?? []} error={errors['/needs']} onChange={(needs) => { set({ needs }); }} />
      <Hours value={members.schedules ?? []} errors={errors} onChange={(schedules) => { set({ schedules }); }} />
      <Closures value={members.closures ?? []} errors={errors} onChange={(closures) => { set({ closures }); }} />
      <fieldset className="agency-part">
        <legend>{text('part_reach')}</legend>
        <Phones value={members.phones ?? []} errors={errors} onChange={(phones) => { set({ phones }); }} />
        {line('email', 200)}
        {line('url', 200)}
      </fieldset>
      <Contacts value={members.contacts ?? []} errors={errors} onChange={(contacts) => { set({ contacts }); }} />
      <Sites value={members.sites ?? []} errors={errors} onChange={(sites) => { set({ sites }); }} />
      <fieldset className="agency-part">
        <legend>{text('part_who')}</legend>
        {line('eligibility_description', 2000)}
        {age('minimum_age')}
        {age('maximum_age')}
        <Taken members={members} errors={errors} onChange={set} />
        {line('application_process', 2000)}
        <CostPart members={members} errors={errors} onChange={setCost} />
        {line('fees_description', 2000)}
        <Line
          tall
          label={text('required_documents')}
          most={2000}
          pointer="/required_documents"
          value={(members.required_documents ?? []).map(({ document }) => document).join('\n')}
          error={errors['/required_documents']}
          onChange={(value) => {
            set({ required_documents: linesIn(value).map((document, at) => members.required_documents?.find((one) => one.document === document) ?? { ...members.required_documents?.[at], document }) });
          }}
        />
        <NoPapers members={members} onChange={set} />
        <Languages value={members.languages ?? []} error={errors['/languages']} onChange={(languages) => { set({ languages }); }} />
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
      {failure !== null && <FailureNote failure={failure} onAgain={() => { setFailure(null); }} />}
      <div className="buttons">
        <Button className="button button-second" isDisabled={busy} onPress={() => void look()}>
          {text('preview')}
        </Button>
        <Button type="submit" className="button button-main" isDisabled={nothing || waits || asks}>
          {text('submit')}
        </Button>
      </div>
      {asks && (
        <div ref={confirm} tabIndex={-1} className="note agency-confirm" role="group" aria-label={text('sure')}>
          <p>{text('sure')}</p>
          <dl className="agency-difference">
            {changed.map((member) => (
              <div key={member}>
                <dt>{text(member as AgencyKey)}</dt>
                <dd>{said((body.changes as Record<string, unknown>)[member]) || '—'}</dd>
              </div>
            ))}
          </dl>
          <div className="buttons">
            <Button className="button button-main" isDisabled={busy} onPress={() => void send()}>
              {text('sure_yes')}
            </Button>
            <Button className="button button-second" onPress={() => { setAsks(false); }}>
              {text('sure_no')}
            </Button>
          </div>
        </div>
      )}
      {preview !== null && <PreviewShown preview={preview} />}
    </form>
  );
}

/** As typed, so that the cursor stays: a line that is begun may be empty at the end only. */
function linesIn(value: string): string[] {
  return value.split('\n');
}

/** Whether the summary reads easily, and what would make it easier. */
function Reads({ summary }: { summary: string }) {
  const { text } = useAgencyTexts();
  if (summary.trim() === '') return null;
  const read = readabilityOf(summary);
  if (read === null) return <p className="quiet">{text('reads_unknown')}</p>;
  if (read.grade <= highestGrade) return <p className="quiet">{text('reads_well', { grade: read.grade })}</p>;
  return (
    <div className="note agency-reads">
      <p>{text('reads_hard', { grade: read.grade })}</p>
      <p>{text('reads_longest', { sentence: read.longest })}</p>
      {read.hard.length > 0 && <p>{text('reads_words', { words: read.hard.join(', ') })}</p>}
    </div>
  );
}
