import type { Fact, ServicePage } from '../api/types';
import { useTexts } from '../text/texts';
import { Icon, type IconName } from '../ui/Icon';

const signs: Record<Fact['evidence'], IconName> = { favourable: 'check', stale: 'old', unknown: 'question', unfavourable: 'cross' };

interface FactGroupsProps {
  facts: Fact[];
  leads: ServicePage['leads'];
  siteName: (id: string | null) => string | null;
}

/** What the agency said, by group, each with when it was checked; then what only stands in its listing. */
export function FactGroups({ facts, leads, siteName }: FactGroupsProps) {
  const { text } = useTexts();
  const groups = grouped(facts);
  if (groups.length === 0 && leads.length === 0) return <p className="not-recorded">{text('facts_not_recorded')}</p>;
  return (
    <div className="fact-groups">
      {groups.map((group) => (
        <div key={group[0]?.group} className="fact-group">
          <h4>{group[0]?.group_label}</h4>
          <ul>
            {group.map((fact) => (
              <li
                key={`${fact.fact} ${fact.level} ${fact.service_at_location_id ?? ''} ${fact.text}`}
                className="evidence"
                data-evidence={fact.evidence}
              >
                <Icon name={signs[fact.evidence]} />
                <span>
                  <span className="fact-text">{fact.text}</span>
                  {fact.detail !== undefined && fact.detail !== null && fact.detail !== '' && <span> {fact.detail}</span>}{' '}
                  <span className="fact-checked">
                    {[siteName(fact.service_at_location_id), fact.checked].filter((part) => part !== null).join(' · ')}
                  </span>
                </span>
              </li>
            ))}
          </ul>
        </div>
      ))}
      {leads.length > 0 && (
        <div className="fact-group">
          <h4>{text('leads_title')}</h4>
          <ul className="leads">
            {leads.map((lead) => (
              <li key={`${lead.fact} ${lead.text}`} data-against={lead.against}>
                <Icon name="speech" />
                <span>{lead.text}</span>
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}

/** In the order in which the groups first come. */
function grouped(facts: Fact[]): Fact[][] {
  const groups = new Map<string, Fact[]>();
  for (const fact of facts) groups.set(fact.group, [...(groups.get(fact.group) ?? []), fact]);
  return [...groups.values()];
}
