import '../check/check.css';
import { useEffect, useRef, useState } from 'react';
import { Button } from 'react-aria-components';
import { FailureNote } from '../answer/FailureNote';
import type { Failure } from '../api/client';
import { recordTold, type Told } from '../api/upkeep';
import { failureOf } from '../checkin/use_look';
import { useCatalogue } from '../state/use_catalogue';
import { labelIn } from '../text/locale';
import { Choice } from '../ui/Choice';
import { Segments } from '../ui/Segments';
import { useToldTexts } from './texts';

/** What an agency said on the phone, of every fact of one group; nothing of it is kept before it is sent. */
export function ToldForm({ service }: { service: string }) {
  const { text, language } = useToldTexts();
  const { facts, groups } = useCatalogue();
  const [group, setGroup] = useState('');
  const [answers, setAnswers] = useState<Partial<Record<string, Told>>>({});
  const [failure, setFailure] = useState<Failure | null>(null);
  const [sent, setSent] = useState(false);
  const [busy, setBusy] = useState(false);
  const outcome = useRef<HTMLParagraphElement>(null);
  const lines = facts.filter((fact) => fact.group === group);
  const done = lines.filter(({ id }) => answers[id] !== undefined).length;
  const said = lines.some(({ id }) => answers[id] === 'yes' || answers[id] === 'no');
  useEffect(() => {
    if (sent) outcome.current?.focus();
  }, [sent]);
  const send = async () => {
    if (busy) return;
    setBusy(true);
    setFailure(null);
    try {
      await recordTold(service, group, Object.fromEntries(lines.map(({ id }) => [id, answers[id] ?? 'unknown'])), AbortSignal.timeout(30_000));
      setSent(true);
      setGroup('');
      setAnswers({});
    } catch (error) {
      setFailure(failureOf(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="check-page">
      <p>{text('about')}</p>
      <p ref={outcome} tabIndex={-1} role="status">
        {sent ? text('sent') : group === '' ? '' : text('answered', { done, all: lines.length })}
      </p>
      <Choice
        label={text('group')}
        value={group}
        choices={[{ value: '', label: text('choose') }, ...groups.map(({ id, label }) => ({ value: id, label: labelIn(label, language) }))]}
        onChange={(next) => {
          setSent(false);
          setAnswers({});
          setGroup(next);
        }}
      />
      {lines.map(({ id, label }) => (
        <div key={id} className="check-line">
          <Segments<Told | ''>
            label={labelIn(label, language)}
            value={answers[id] ?? ''}
            choices={(['yes', 'no', 'unknown'] as const).map((value) => ({ value, label: text(value) }))}
            onChange={(value) => {
              if (value !== '') setAnswers({ ...answers, [id]: value });
            }}
          />
        </div>
      ))}
      {failure !== null && <FailureNote failure={failure} onAgain={() => void send()} />}
      {lines.length > 0 && (
        <>
          {done < lines.length && <p>{text('whole')}</p>}
          <Button className="button button-main" isDisabled={done < lines.length || !said || busy} onPress={() => void send()}>
            {text('send')}
          </Button>
        </>
      )}
    </div>
  );
}
