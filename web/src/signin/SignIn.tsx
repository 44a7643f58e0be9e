import { useEffect, useRef, useState } from 'react';
import { Button } from 'react-aria-components';
import { acceptInvitation, signIn } from '../api/client';
import type { Account } from '../api/types';
import { useTexts } from '../text/texts';
import { standAt } from '../ui/stand_at';
import { Account as AccountPanel } from './Account';
import { AccountForm, type FormField } from './AccountForm';
import { useSession } from './use_session';

export const codeField: FormField = { name: 'code', label: 'signin_code', hint: 'signin_code_hint', secret: true };
export const passwordField: FormField = { name: 'password', label: 'signin_password', secret: true };
const nameField: FormField = { name: 'name', label: 'signin_name' };

interface SignInProps {
  onBack: () => void;
  onSignedIn: (account: Account | null) => void;
  onSignedOut: () => void;
}

/** A quiet screen in place of the desk: to sign in, or, once that is done, one's own account. */
export function SignIn({ onBack, onSignedIn, onSignedOut }: SignInProps) {
  const { text } = useTexts();
  const { account } = useSession();
  const [invited, setInvited] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (heading.current !== null) standAt(heading.current);
  }, [invited, account?.id]);
  if (account !== null) return <AccountPanel account={account} headingRef={heading} onBack={onBack} onSignedOut={onSignedOut} />;
  return (
    <main className="signin">
      <h1 ref={heading} tabIndex={-1}>
        {text(invited ? 'signin_invited_title' : 'signin_title')}
      </h1>
      <p>{text(invited ? 'signin_invited_hint' : 'signin_hint')}</p>
      {invited ? (
        <AccountForm
          key="invited"
          fields={[
            { name: 'invitation', label: 'signin_invitation', secret: true },
            { ...nameField, hint: 'signin_new_name_hint' },
            { ...passwordField, label: 'signin_new_password', hint: 'signin_new_password_hint' },
          ]}
          action="signin_accept"
          onSend={async (typed, signal) => {
            onSignedIn(await acceptInvitation(typed['invitation'] ?? '', typed['name'] ?? '', typed['password'] ?? '', signal));
          }}
        />
      ) : (
        <AccountForm
          key="known"
          fields={[nameField, { ...passwordField, hint: 'signin_password_hint' }, codeField]}
          action="signin_do"
          onSend={async (typed, signal) => {
            onSignedIn(await signIn(typed['name'] ?? '', typed['password'] ?? '', typed['code'] ?? '', signal));
          }}
        />
      )}
      <div className="buttons">
        <Button
          className="button button-second"
          onPress={() => {
            setInvited(!invited);
          }}
        >
          {text(invited ? 'signin_have_account' : 'signin_have_invitation')}
        </Button>
        <Button className="button button-second" onPress={onBack}>
          {text('signin_back')}
        </Button>
      </div>
    </main>
  );
}
