import { useEffect, useRef, useState } from 'react';
import { Button } from 'react-aria-components';
import { signIn } from '../api/client';
import type { Account } from '../api/types';
import { AccountForm } from '../signin/AccountForm';
import { codeField, passwordField } from '../signin/SignIn';
import { formatClock } from '../text/format';
import { useTexts } from '../text/texts';
import { Icon } from '../ui/Icon';

interface RestingProps {
  /** When what is hidden is wiped, by this screen's clock. */
  wipedAt: number;
  /** Whose page it is; null: nobody's, then one press shows it. */
  account: Account | null;
  onShow: () => void;
  /** Somebody signed in: the same person, or another. */
  onSignedIn: (account: Account | null) => void;
  onWipe: () => void;
}

/** In place of a page that nobody used for a while, or whose session has ended: nothing of it is seen. */
export function Resting({ wipedAt, account, onShow, onSignedIn, onWipe }: RestingProps) {
  const { text, language } = useTexts();
  // Who it was doesn't change while the page rests, whatever becomes of the session.
  const [owner] = useState(account);
  const place = useRef<HTMLElement>(null);
  useEffect(() => {
    place.current?.querySelector<HTMLElement>('input, button')?.focus();
  }, []);
  const wipe = (
    <Button className="button button-second" onPress={onWipe}>
      <Icon name="cross" />
      {text('idle_wipe')}
    </Button>
  );
  return (
    <main className="resting" ref={place}>
      <h1>{text('idle_title')}</h1>
      <p>{text('idle_until', { time: formatClock(new Date(wipedAt), language) })}</p>
      {owner === null ? (
        <>
          <div className="buttons">
            <Button className="button button-main" onPress={onShow}>
              {text('idle_show')}
            </Button>
            {wipe}
          </div>
          <p className="hint">{text('idle_nobody')}</p>
        </>
      ) : (
        <>
          <p>{text('idle_signed_in', { name: owner.name })}</p>
          <AccountForm
            fields={owner.has_code ? [passwordField, codeField] : [passwordField]}
            action="idle_show"
            onSend={async (typed, signal) => {
              onSignedIn(await signIn(owner.name, typed['password'] ?? '', typed['code'] ?? '', signal));
            }}
          >
            {wipe}
          </AccountForm>
        </>
      )}
    </main>
  );
}
