import { roles } from './roles';
import { usePeopleTexts, type PeopleText } from './texts';

type Cell = 'yes' | 'no' | 'yes_public' | 'yes_agency' | 'yes_own' | 'yes_not_reviewers';
type Line = Extract<Parameters<PeopleText>[0], `may_${string}`>;

/** What searchd/access.h and core/account/accounts.h let each role do, in the order of `roles`. */
const lines: readonly [Line, readonly [Cell, Cell, Cell, Cell, Cell]][] = [
  ['may_search', ['yes', 'yes', 'yes', 'yes_public', 'no']],
  ['may_staff_listings', ['yes', 'yes', 'yes', 'no', 'no']],
  ['may_report', ['yes', 'yes', 'yes', 'no', 'no']],
  ['may_edit', ['no', 'yes', 'no', 'yes_own', 'no']],
  ['may_review', ['no', 'yes', 'no', 'no', 'no']],
  ['may_invite', ['yes', 'yes_agency', 'no', 'yes_own', 'no']],
  ['may_approve', ['yes', 'yes_not_reviewers', 'no', 'no', 'no']],
  ['may_accounts', ['yes', 'no', 'no', 'no', 'no']],
  ['may_capacity', ['no', 'no', 'no', 'yes_own', 'yes_own']],
  ['may_code', ['yes', 'yes', 'no', 'no', 'no']],
];

/** The table of roles, for whoever decides which one to give. */
export function WhoMay() {
  const { text } = usePeopleTexts();
  return (
    <div className="people-may">
      {roles.map((role, at) => (
        <section key={role}>
          <h3>{text(`role_${role}`)}</h3>
          <dl>
            {lines.map(([line, cells]) => (
              <div key={line} data-may={cells[at] !== 'no'}>
                <dt>{text(line)}</dt>
                <dd>{text(cells[at] ?? 'no')}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </div>
  );
}
