import { useState, type Ref } from 'react';
import { Button } from 'react-aria-components';
import { beginCode, changePassword, confirmCode, whoIsHere } from '../api/client';
import type { Account as AccountOf, CodeSecret } from '../api/types';
import { CodeDrawing } from '../handover/CodeDrawing';
import { useTexts } from '../text/texts';
import { Fold } from '../ui/Fold';
import { AccountForm } from './AccountForm';
import { passwordField } from './SignIn';
import { useSession } from './use_session';

interface AccountProps {
  account: AccountOf;
  headingRef: Ref<HTMLHeadingElement>;
  onBack: () => void;
  onSignedOut: () => void;
}

/** Who is signed in, a new password, an authenticator, and signing out. */
export function Account({ account, headingRef, onBack, onSignedOut }: AccountProps) {
  const { text } = useTexts();
  const must = account.must_set_up_code;
  return (
    <main className="signin">
      <h1 ref={headingRef} tabIndex={-1}>
        {text('account_title', { name: account.name })}
      </h1>
      <p>{text('account_role', { role: account.role, organization: account.organization_id })}</p>
      {must && <p className="note note-strong">{text('account_must')}</p>}
      {account.role !== 'capacity' && (
        <Fold key={String(must)} title={text('account_code_title')} level={2} defaultExpanded={must}>
          <Authenticator account={account} />
        </Fold>
      )}
      {!must && account.role !== 'capacity' && (
        <Fold title={text('account_password_title')} level={2}>
          <NewPassword onChanged={onSignedOut} />
        </Fold>
      )}
      <div className="buttons">
        {!must && (
          <Button className="button button-main" onPress={onBack}>
            {text('signin_back')}
          </Button>
        )}
        <Button className="button button-second" onPress={onSignedOut}>
          {text('sign_out')}
        </Button>
      </div>
    </main>
  );
}

function NewPassword({ onChanged }: { onChanged: () => void }) {
  const { text } = useTexts();
  return (
    <>
      <p>{text('account_password_hint')}</p>
      <AccountForm
        fields={[
          { ...passwordField, name: 'old', label: 'account_old_password' },
          { ...passwordField, name: 'new', label: 'signin_new_password', hint: 'signin_new_password_hint' },
        ]}
        action="account_password_do"
        onSend={async (typed, signal) => {
          await changePassword(typed['old'] ?? '', typed['new'] ?? '', signal);
          onChanged();
        }}
      />
    </>
  );
}

function Authenticator({ account }: { account: AccountOf }) {
  const { text } = useTexts();
  const { began } = useSession();
  const [secret, setSecret] = useState<CodeSecret | null>(null);
  const [recovery, setRecovery] = useState<string[] | null>(null);
  if (recovery !== null) {
    return (
      <div role="status">
        <p>{text('account_recovery')}</p>
        <ul className="recovery-codes">
          {recovery.map((code) => (
            <li key={code}>
              <code>{code}</code>
            </li>
          ))}
        </ul>
        <Button
          className="button button-main"
          onPress={() => {
            void whoIsHere(AbortSignal.timeout(15_000)).then(began, () => undefined);
          }}
        >
          {text('account_recovery_kept')}
        </Button>
      </div>
    );
  }
  if (secret === null) {
    return (
      <>
        <p>{text(account.has_code ? 'account_code_another' : 'account_code_hint')}</p>
        <AccountForm
          fields={account.has_code ? [passwordField] : []}
          action="account_code_begin"
          onSend={async (typed, signal) => {
            setSecret(await beginCode(typed['password'] ?? '', signal));
          }}
        />
      </>
    );
  }
  return (
    <>
      <p>{text('account_code_scan')}</p>
      <CodeDrawing content={secret.address} label={text('account_code_drawing')} />
      <p>
        <code className="typed-secret">{secret.secret.replace(/(.{4})(?=.)/g, '$1 ')}</code>
      </p>
      <AccountForm
        fields={[{ name: 'code', label: 'account_code_first' }]}
        action="account_code_finish"
        onSend={async (typed, signal) => {
          setRecovery(await confirmCode(typed['code'] ?? '', signal));
        }}
      />
    </>
  );
}
