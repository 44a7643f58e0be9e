import { useId, useState } from 'react';
import { Button } from 'react-aria-components';
import { FailureNote } from '../answer/FailureNote';
import { csvTemplate, uploadFile, type UploadAnswer } from '../api/agency';
import type { Failure } from '../api/client';
import { failureOf } from '../checkin/use_look';
import { Fold } from '../ui/Fold';
import { said } from './said';
import { useAgencyTexts, type AgencyKey } from './texts';

/** As the server has it; it looks again. */
const largest = 1024 * 1024;

interface Chosen {
  name: string;
  format: 'csv' | 'hsds';
  text: string;
}

/** Many listings at once: a file is chosen, its difference looked at, and all of it sent or nothing. */
export function Upload({ onDone }: { onDone: (said: string) => void }) {
  const { text } = useAgencyTexts();
  const id = useId();
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [answer, setAnswer] = useState<UploadAnswer | null>(null);
  const [wrong, setWrong] = useState<AgencyKey | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);

  const send = async (file: Chosen, digest: string | null) => {
    setBusy(true);
    setFailure(null);
    try {
      const next = await uploadFile(file.format, file.text, digest, AbortSignal.timeout(60_000));
      if (next.submitted !== null) onDone(text('upload_sent', { count: next.submitted }));
      else setAnswer(next);
    } catch (error) {
      setFailure(failureOf(error));
    } finally {
      setBusy(false);
    }
  };
  const choose = async (file: File | undefined) => {
    setChosen(null);
    setAnswer(null);
    setWrong(null);
    setFailure(null);
    if (file === undefined) return;
    if (file.size > largest) {
      setWrong('upload_large');
      return;
    }
    let read: string;
    try {
      read = new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer());
    } catch {
      setWrong('upload_no_text');
      return;
    }
    const next: Chosen = { name: file.name, format: file.name.toLowerCase().endsWith('.csv') ? 'csv' : 'hsds', text: read };
    setChosen(next);
    await send(next, null);
  };
  const download = async () => {
    setFailure(null);
    try {
      const { text: csv } = await csvTemplate(AbortSignal.timeout(30_000));
      const address = URL.createObjectURL(new Blob([csv], { type: 'text/csv' }));
      const link = document.createElement('a');
      link.href = address;
      link.download = 'listings.csv';
      link.click();
      URL.revokeObjectURL(address);
    } catch (error) {
      setFailure(failureOf(error));
    }
  };

  return (
    <Fold title={text('upload_title')} level={3} className="agency-upload">
      <p>{text('upload_note')}</p>
      <Button className="button button-second" onPress={() => void download()}>
        {text('upload_template')}
      </Button>
      <div className="field">
        <label className="field-label" htmlFor={id}>
          {text('upload_choose')}
        </label>
        <input
          id={id}
          type="file"
          accept=".csv,.json,.ndjson,text/csv,application/json"
          onChange={(event) => {
            void choose(event.target.files?.[0]);
          }}
        />
      </div>
      <div role="status">
        {busy && <p>{text('loading')}</p>}
        {wrong !== null && <p className="note note-strong">{text(wrong)}</p>}
        {answer !== null && <p>{text('upload_read', { rows: answer.rows, changed: answer.listings.length, unchanged: answer.unchanged })}</p>}
      </div>
      {failure !== null && chosen !== null && <FailureNote failure={failure} onAgain={() => void send(chosen, null)} />}
      {failure !== null && chosen === null && <FailureNote failure={failure} onAgain={() => { setFailure(null); }} />}
      {answer !== null && answer.faults.length > 0 && <Faults answer={answer} />}
      {answer !== null && answer.faults.length === 0 && answer.listings.map((listing) => <Changed key={listing.service_id} listing={listing} />)}
      {chosen !== null && answer?.digest != null && (
        <div className="buttons">
          <Button className="button button-main" isDisabled={busy} onPress={() => void send(chosen, answer.digest)}>
            {text('upload_send', { count: answer.listings.length })}
          </Button>
        </div>
      )}
    </Fold>
  );
}

function Faults({ answer }: { answer: UploadAnswer }) {
  const { text } = useAgencyTexts();
  return (
    <div className="note note-strong agency-faults">
      <p>{text('upload_faults', { count: answer.faults.length + answer.more_faults })}</p>
      <ul>
        {answer.faults.map((fault, at) => (
          <li key={at}>
            {fault.line > 0 && `${text('upload_line', { line: fault.line })} `}
            {fault.field !== '' && <bdi>{fault.field}: </bdi>}
            {fault.reason}
          </li>
        ))}
      </ul>
      {answer.more_faults > 0 && <p>{text('upload_more', { count: answer.more_faults })}</p>}
    </div>
  );
}

function Changed({ listing }: { listing: UploadAnswer['listings'][number] }) {
  const { text } = useAgencyTexts();
  return (
    <section className="agency-row" aria-label={listing.name}>
      <h4>{listing.name}</h4>
      {listing.is_new && <p>{text('upload_new')}</p>}
      {listing.visibility !== null && <p>{`${text('visibility')}: ${text(`visible_${listing.visibility}`)}`}</p>}
      <dl className="agency-difference">
        {listing.changes.map(({ member, before, after }) => (
          <div key={member}>
            <dt>{text(member as AgencyKey)}</dt>
            {before !== null && <dd><del>{said(before)}</del></dd>}
            <dd><ins>{after === null ? '—' : said(after)}</ins></dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
