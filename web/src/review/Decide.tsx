import { useState } from 'react';
import { Button, FieldError, Label, Text, TextArea, TextField } from 'react-aria-components';
import { decide, submission as fetchSubmission, type CallBack, type Decision, type Submission } from '../api/review';
import type { Failure } from '../api/client';
import { FailureNote } from '../answer/FailureNote';
import { failureOf } from '../checkin/use_look';
import { quiet } from '../ui/quiet';
import { Segments } from '../ui/Segments';
import { useReviewTexts } from './texts';

/** What came of a decision, in a sentence; or what somebody else had decided before. */
export interface Decided {
  said: string;
  meanwhile: boolean;
}

interface DecideFormProps {
  submission: Submission;
  onDecided: (decided: Decided) => void;
}

const reasonLength = 500;

type State = { kind: 'open' | 'busy' | 'no_reason' } | { kind: 'refused'; detail: string } | { kind: 'failed'; failure: Failure; decision: Decision };

/** Whether a call was made, why, and the three ways to decide. */
export function DecideForm({ submission, onDecided }: DecideFormProps) {
  const { text } = useReviewTexts();
  const [call, setCall] = useState<CallBack>('none');
  const [reason, setReason] = useState('');
  const [state, setState] = useState<State>({ kind: 'open' });
  const { name, review } = submission;
  const called = submission.reviews.some(({ decision, call_back }) => decision === 'approve' && call_back === 'elsewhere');

  const send = async (decision: Decision) => {
    if (state.kind === 'busy') return;
    const words = reason.replace(/\s+/g, ' ').trim();
    if (decision !== 'approve' && words === '') {
      setState({ kind: 'no_reason' });
      return;
    }
    setState({ kind: 'busy' });
    try {
      const { outcome } = await decide({ id: submission.id, decision, call_back: call, reason: words }, AbortSignal.timeout(30_000));
      const done = outcome === 'published' || outcome === 'waiting' || outcome === 'changes_asked' || outcome === 'refused' ? outcome : 'other';
      onDecided({ said: text(`done_${done}`, { name }), meanwhile: false });
    } catch (error) {
      await explain(failureOf(error), decision);
    }
  };

  /** Where another was first, what they made of it is looked up and said. */
  const explain = async (failure: Failure, decision: Decision) => {
    if (failure.kind === 'refused' && failure.problem.status === 409) {
      try {
        const now = await fetchSubmission(submission.id, AbortSignal.timeout(15_000));
        onDecided({ said: text(`meanwhile_${now.outcome}`, { name }), meanwhile: true });
        return;
      } catch (again) {
        setState({ kind: 'failed', failure: failureOf(again), decision });
        return;
      }
    }
    if (failure.kind === 'refused') setState({ kind: 'refused', detail: failure.problem.detail ?? '' });
    else setState({ kind: 'failed', failure, decision });
  };

  return (
    <div className="decide">
      <Segments
        label={text('decide_call')}
        value={call}
        choices={(['none', 'old_number', 'elsewhere'] as const).map((value) => ({ value, label: text(`decide_call_${value}`) }))}
        onChange={setCall}
      />
      {review.call_back === 'elsewhere' && call !== 'elsewhere' && !called && <p className="note">{text('decide_need_call')}</p>}
      <TextField className="field" value={reason} onChange={setReason} maxLength={reasonLength} isInvalid={state.kind === 'no_reason'}>
        <Label className="field-label">{text('decide_reason')}</Label>
        <Text slot="description" className="field-description">
          {text('decide_reason_hint')}
        </Text>
        <TextArea className="input" rows={3} {...quiet} />
        {state.kind === 'no_reason' && <FieldError className="field-error">{text('decide_need_reason')}</FieldError>}
      </TextField>
      <div className="buttons">
        {(['approve', 'ask_changes', 'refuse'] as const).map((decision) => (
          <Button key={decision} className={`button ${decision === 'approve' ? 'button-main' : 'button-second'}`} onPress={() => void send(decision)}>
            {text(`decide_${decision}`)}
          </Button>
        ))}
      </div>
      {state.kind === 'refused' && (
        <p role="alert" className="note note-strong">
          {text('decide_refused', { detail: state.detail })}
        </p>
      )}
      {state.kind === 'failed' && <FailureNote failure={state.failure} onAgain={() => void send(state.decision)} />}
    </div>
  );
}
