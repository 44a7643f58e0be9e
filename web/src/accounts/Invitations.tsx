import type { Invitation } from '../api/accounts';
import type { Account } from '../api/types';
import { formatDay } from '../text/format';
import { mayApprove } from './roles';
import { Sure } from './Sure';
import { usePeopleTexts } from './texts';

interface InvitationsProps {
  account: Account;
  invitations: readonly Invitation[];
  nameOf: (organization: string) => string;
  onApprove: (id: string) => void;
}

/** Invitations that wait, and what each waits for. */
export function Invitations({ account, invitations, nameOf, onApprove }: InvitationsProps) {
  const { text, language } = usePeopleTexts();
  return (
    <section>
      <h2>{text('waiting_title', { count: invitations.length })}</h2>
      <ul className="people-list">
        {invitations.map((invitation) => {
          const who = { role: text(`role_${invitation.role}`), organization: nameOf(invitation.organization_id) };
          const own = invitation.invited_by === account.id;
          const may = !invitation.approved && !own && mayApprove(account.role, invitation.role);
          return (
            <li key={invitation.id}>
              <p>
                <strong>{text('waiting_line', who)}</strong> <span className="quiet">{text('waiting_until', { day: formatDay(invitation.expires_at.slice(0, 10), language) })}</span>
              </p>
              {!may && <p className="quiet">{text(invitation.approved ? 'waiting_approved' : own ? 'waiting_own' : 'waiting_others')}</p>}
              {may && (
                <Sure
                  label={text('approve')}
                  of={text('approve_of', who)}
                  question={text('approve_sure')}
                  yes={text('approve_yes')}
                  no={text('approve_no')}
                  onYes={() => {
                    onApprove(invitation.id);
                  }}
                />
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
