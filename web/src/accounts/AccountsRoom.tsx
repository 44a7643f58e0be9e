import './accounts.css';
import { useEffect, useState } from 'react';
import { Button } from 'react-aria-components';
import { accountList, approveInvitation, disableAccount, invitations as fetchInvitations, type Invitation, type ListedAccount, type StaffOrganization } from '../api/accounts';
import { failureOf } from '../checkin/use_look';
import type { RoomProps } from '../staff/rooms';
import { formatDay } from '../text/format';
import { Fold } from '../ui/Fold';
import { AccountList } from './AccountList';
import { Invitations } from './Invitations';
import { InviteForm } from './Invite';
import { usePeopleTexts } from './texts';
import { WhoMay } from './WhoMay';

interface People {
  invitations: Invitation[];
  organizations: StaffOrganization[];
  /** Administrators only. */
  accounts: ListedAccount[];
}

/** Who works with the directory: inviting, approving, and, for administrators, all accounts. */
export function AccountsRoom({ account }: RoomProps) {
  const { text, language } = usePeopleTexts();
  const [round, setRound] = useState(0);
  const [people, setPeople] = useState<People | null>(null);
  const [said, setSaid] = useState('');
  const again = () => {
    setRound((before) => before + 1);
  };
  const isAdministrator = account.role === 'administrator';
  useEffect(() => {
    const controller = new AbortController();
    Promise.all([fetchInvitations(controller.signal), isAdministrator ? accountList(controller.signal) : []]).then(
      ([waiting, accounts]) => {
        setPeople({ ...waiting, accounts });
      },
      () => {
        if (!controller.signal.aborted) setSaid(text('failed'));
      },
    );
    return () => {
      controller.abort();
    };
  }, [round, isAdministrator, text]);

  /** Does it, says what came of it, and looks again. */
  const act = async (work: (signal: AbortSignal) => Promise<string>) => {
    try {
      setSaid(await work(AbortSignal.timeout(15_000)));
    } catch (error) {
      const failure = failureOf(error);
      setSaid(failure.kind === 'refused' ? text('refused', { detail: failure.problem.detail ?? failure.problem.code }) : text('failed'));
    }
    again();
  };
  const nameOf = (organization: string) => people?.organizations.find(({ id }) => id === organization)?.name ?? organization;

  return (
    <div className="people-room">
      <h1>{text('title')}</h1>
      <p>{text('hint')}</p>
      <p role="status" className={said === '' ? 'visually-hidden' : 'note'}>
        {said}
      </p>
      {people === null && said === '' && <p>{text('loading')}</p>}
      {people !== null && (
        <>
          <section>
            <h2>{text('invite_title')}</h2>
            <InviteForm account={account} organizations={people.organizations} onInvited={again} />
          </section>
          <Invitations
            account={account}
            invitations={people.invitations}
            nameOf={nameOf}
            onApprove={(id) => {
              void act(async (signal) => text('approved', { day: formatDay((await approveInvitation(id, signal)).expires_at.slice(0, 10), language) }));
            }}
          />
          {isAdministrator && (
            <AccountList
              own={account.id}
              accounts={people.accounts}
              nameOf={nameOf}
              onDisable={({ id, name }) => {
                void act(async (signal) => {
                  await disableAccount(id, signal);
                  return text('disabled', { name });
                });
              }}
            />
          )}
        </>
      )}
      <Button className="button button-second" onPress={again}>
        {text('again')}
      </Button>
      <Fold title={text('may_title')} level={2}>
        <WhoMay />
      </Fold>
    </div>
  );
}
