import { useState } from 'react';
import { Button, FieldError, Label, TextArea, TextField } from 'react-aria-components';
import { FailureNote } from '../answer/FailureNote';
import { report, type Failure } from '../api/client';
import type { Report } from '../api/types';
import { failureOf } from '../checkin/use_look';
import { useTexts, type MessageKey, type Text } from '../text/texts';
import { Choice } from '../ui/Choice';
import { quiet } from '../ui/quiet';
import { Segments } from '../ui/Segments';
import { abouts, noteLength } from './report_about';

type Sending = { kind: 'open' | 'busy' | 'sent' | 'sent_waits' } | { kind: 'refused'; detail: string } | { kind: 'failed'; failure: Failure };

/** "This detail is wrong" or "this place wasn't all right": about the place, and without a word about a person. */
export function ReportForm({ serviceId }: { serviceId: string }) {
  const { text, language } = useTexts();
  const [kind, setKind] = useState<Report['kind']>('wrong_detail');
  const [about, setAbout] = useState('');
  const [note, setNote] = useState('');
  const [state, setState] = useState<Sending>({ kind: 'open' });

  const send = async () => {
    if (state.kind === 'busy') return;
    setState({ kind: 'busy' });
    const body: Report = { service_id: serviceId, kind, about: about === '' ? abouts[kind][0] : about, language };
    // In one line: a note has no need of more.
    const words = note.replace(/\s+/g, ' ').trim();
    if (words !== '') body.note = words;
    try {
      const holds = await report(body, AbortSignal.timeout(15_000));
      setNote('');
      setState({ kind: holds ? 'sent' : 'sent_waits' });
    } catch (error) {
      const failure = failureOf(error);
      const inNote = failure.kind === 'refused' && failure.problem.pointer === '/note';
      setState(inNote ? { kind: 'refused', detail: failure.problem.detail ?? '' } : { kind: 'failed', failure });
    }
  };
  return (
    <div className="report">
      <p>{text('report_hint')}</p>
      <Segments
        label={text('report_kind')}
        labelHidden
        value={kind}
        choices={[
          { value: 'wrong_detail', label: text('report_wrong_detail') },
          { value: 'not_all_right', label: text('report_not_all_right') },
        ]}
        onChange={(next) => {
          setKind(next);
          setAbout('');
        }}
      />
      <Choice
        label={text('report_about')}
        value={about === '' ? abouts[kind][0] : about}
        choices={abouts[kind].map((value) => ({ value, label: aboutLabel(value, text) }))}
        onChange={setAbout}
      />
      <TextField className="field" value={note} onChange={setNote} maxLength={noteLength} isInvalid={state.kind === 'refused'}>
        <Label className="field-label">{text('report_note', { count: noteLength })}</Label>
        <TextArea className="input" rows={3} {...quiet} />
        {state.kind === 'refused' && (
          <FieldError className="field-error">
            {text('report_refused')} {state.detail !== '' && <span lang="en">({state.detail})</span>}
          </FieldError>
        )}
      </TextField>
      <Button className="button button-second" onPress={() => void send()}>
        {text('report_send')}
      </Button>
      {state.kind === 'failed' && <FailureNote failure={state.failure} onAgain={() => void send()} />}
      <p role="status">
        {state.kind === 'sent' && text('report_sent')}
        {state.kind === 'sent_waits' && text('report_sent_waits')}
      </p>
    </div>
  );
}

const aboutLabel = (value: string, text: Text) => text(`about_${value}` as MessageKey);
