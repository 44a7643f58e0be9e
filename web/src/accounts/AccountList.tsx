import type { ListedAccount } from '../api/accounts';
import { formatDay } from '../text/format';
import { Sure } from './Sure';
import { usePeopleTexts } from './texts';

interface AccountListProps {
  own: string;
  accounts: readonly ListedAccount[];
  nameOf: (organization: string) => string;
  onDisable: (account: ListedAccount) => void;
}

/** All accounts, for administrators; each but one's own can be disabled. */
export function AccountList({ own, accounts, nameOf, onDisable }: AccountListProps) {
  const { text, language } = usePeopleTexts();
  return (
    <section>
      <h2>{text('list_title', { count: accounts.length })}</h2>
      <ul className="people-list">
        {accounts.map((account) => (
          <li key={account.id} data-disabled={account.disabled_on !== null}>
            <p>
              <strong>{account.name}</strong> {text('waiting_line', { role: text(`role_${account.role}`), organization: nameOf(account.organization_id) })}{' '}
              <span className="quiet">
                {text('list_since')} {formatDay(account.created_on, language)}
              </span>
            </p>
            {account.id === own && <p className="quiet">{text('is_you')}</p>}
            {account.disabled_on !== null && <p className="quiet">{text('list_disabled', { day: formatDay(account.disabled_on, language) })}</p>}
            {account.id !== own && account.disabled_on === null && (
              <Sure
                label={text('disable')}
                of={text('disable_of', { name: account.name })}
                question={text('disable_sure', { name: account.name })}
                yes={text('disable_yes')}
                no={text('disable_no')}
                onYes={() => {
                  onDisable(account);
                }}
              />
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
