import { useState, type FormEvent, type ReactNode } from 'react';
import { Button, Form } from 'react-aria-components';
import { failureOf } from '../checkin/use_look';
import { ShowWords } from '../sealed/SealPlan';
import { SecretField } from '../sealed/SecretField';
import { useTexts, type MessageKey } from '../text/texts';
import { accountError } from './errors';

export interface FormField {
  name: string;
  label: MessageKey;
  hint?: MessageKey;
  /** Typed without being seen, unless it is asked to be. */
  secret?: boolean;
}

interface AccountFormProps {
  fields: FormField[];
  action: MessageKey;
  /** What was typed, by field; what it throws is said. */
  onSend: (typed: Record<string, string>, signal: AbortSignal) => Promise<void>;
  children?: ReactNode;
}

/** A few fields about an account, one button, and what went wrong. Nothing of it is offered to be remembered. */
export function AccountForm({ fields, action, onSend, children }: AccountFormProps) {
  const { text } = useTexts();
  const [typed, setTyped] = useState<Record<string, string>>({});
  const [shown, setShown] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);

  const send = async () => {
    if (busy) return;
    setBusy(true);
    setError(null);
    const values = Object.fromEntries(fields.map(({ name }) => [name, (typed[name] ?? '').trim().normalize('NFC')]));
    try {
      await onSend(values, AbortSignal.timeout(30_000));
      setTyped({});
    } catch (failed) {
      setError(accountError(failureOf(failed), text));
    }
    setBusy(false);
  };
  return (
    <Form
      className="account-form"
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        void send();
      }}
    >
      {fields.map(({ name, label, hint, secret }) => (
        <SecretField
          key={name}
          label={text(label)}
          {...(hint === undefined ? {} : { description: text(hint) })}
          shown={shown || secret !== true}
          value={typed[name] ?? ''}
          onChange={(value) => {
            setTyped((before) => ({ ...before, [name]: value }));
          }}
        />
      ))}
      {fields.some(({ secret }) => secret) && <ShowWords shown={shown} onChange={setShown} />}
      {error !== null && (
        <p role="alert" className="note note-strong">
          {error}
        </p>
      )}
      <p role="status" className="visually-hidden">
        {busy ? text('busy') : ''}
      </p>
      <div className="buttons">
        <Button type="submit" className="button button-main">
          {text(action)}
        </Button>
        {children}
      </div>
    </Form>
  );
}
