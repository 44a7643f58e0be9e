import { useEffect, useState, type FormEvent } from 'react';
import { Button, Form, Input, Label, TextField } from 'react-aria-components';
import { invite, ownListingNames, type Role, type StaffOrganization } from '../api/accounts';
import type { Account } from '../api/types';
import { failureOf } from '../checkin/use_look';
import { SecretField } from '../sealed/SecretField';
import { formatDay } from '../text/format';
import { Choice } from '../ui/Choice';
import { quiet } from '../ui/quiet';
import { daysToAccept, mayInvite } from './roles';
import { usePeopleTexts } from './texts';

const another = '+';

interface InviteFormProps {
  account: Account;
  organizations: readonly StaffOrganization[];
  onInvited: () => void;
}

interface Made {
  invitation: string;
  expires_at: string;
}

/** Makes an invitation, which is shown once. */
export function InviteForm({ account, organizations, onInvited }: InviteFormProps) {
  const { text, language } = usePeopleTexts();
  const invitable = mayInvite(account.role);
  const [role, setRole] = useState<Role>(invitable[0] === 'administrator' ? 'worker' : 'agency_editor');
  const [organization, setOrganization] = useState(account.organization_id);
  const [name, setName] = useState('');
  const [id, setId] = useState('');
  const [service, setService] = useState('');
  const [listings, setListings] = useState<{ service_id: string; name: string }[]>([]);
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [made, setMade] = useState<Made | null>(null);
  const isAgency = account.role === 'agency_editor';

  useEffect(() => {
    if (!isAgency) return;
    const controller = new AbortController();
    // Without them the form says what is missing.
    ownListingNames(controller.signal).then(setListings, () => undefined);
    return () => {
      controller.abort();
    };
  }, [isAgency]);

  const chosenService = role !== 'capacity' ? '' : isAgency ? service || (listings[0]?.service_id ?? '') : service.trim();
  const send = async () => {
    if (busy) return;
    const added = organization === another;
    if (added && name.trim() === '') {
      setError(text('invite_needs_name'));
      return;
    }
    if (role === 'capacity' && chosenService === '') {
      setError(text('invite_needs_service'));
      return;
    }
    setBusy(true);
    setError(null);
    const newId = id.trim() === '' ? crypto.randomUUID() : id.trim().toLowerCase();
    try {
      const answer = await invite(
        {
          role,
          organization_id: added ? newId : organization,
          ...(added ? { organization_name: name.trim() } : {}),
          ...(chosenService === '' ? {} : { service_id: chosenService }),
        },
        AbortSignal.timeout(15_000),
      );
      setMade(answer);
      onInvited();
    } catch (failed) {
      const failure = failureOf(failed);
      if (failure.kind !== 'refused') setError(text('failed'));
      else setError(failure.problem.status === 409 ? text('invite_taken') : text('refused', { detail: failure.problem.detail ?? failure.problem.code }));
    }
    setBusy(false);
  };

  if (made !== null) {
    return (
      <div className="note people-made" role="status">
        <h3>{text('made_title')}</h3>
        <p>{text('made_hint')}</p>
        <TextField className="field" value={made.invitation} isReadOnly>
          <Label className="field-label">{text('made_code')}</Label>
          <Input className="input" {...quiet} />
        </TextField>
        <p>{text('made_how')}</p>
        <p>{text('made_until', { day: formatDay(made.expires_at.slice(0, 10), language) })}</p>
        <Button
          className="button button-main"
          onPress={() => {
            setMade(null);
            setService('');
          }}
        >
          {text('made_done')}
        </Button>
      </div>
    );
  }
  return (
    <Form
      className="account-form"
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        void send();
      }}
    >
      <Choice label={text('invite_role')} value={role} choices={invitable.map((value) => ({ value, label: text(`role_${value}`) }))} onChange={setRole} />
      <p className="quiet">{text('invite_days', { count: daysToAccept(role) })}</p>
      {!isAgency && (
        <Choice
          label={text('invite_organization')}
          value={organization}
          choices={[
            ...organizations.map((each) => ({ value: each.id, label: each.name })),
            ...(account.role === 'administrator' ? [{ value: another, label: text('invite_organization_new') }] : []),
          ]}
          onChange={setOrganization}
        />
      )}
      {organization === another && (
        <>
          <SecretField shown label={text('invite_new_name')} value={name} onChange={setName} />
          <SecretField shown label={text('invite_new_id')} description={text('invite_new_id_hint')} value={id} onChange={setId} />
        </>
      )}
      {role === 'capacity' && isAgency && (
        <Choice
          label={text('invite_service')}
          value={chosenService}
          choices={listings.map((each) => ({ value: each.service_id, label: each.name }))}
          onChange={setService}
        />
      )}
      {role === 'capacity' && !isAgency && (
        <SecretField shown label={text('invite_service_id')} description={text('invite_service_hint')} value={service} onChange={setService} />
      )}
      {error !== null && (
        <p role="alert" className="note note-strong">
          {error}
        </p>
      )}
      <Button type="submit" className="button button-main">
        {text('invite_do')}
      </Button>
    </Form>
  );
}
