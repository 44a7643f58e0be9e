import { memo } from 'react';
import { Button } from 'react-aria-components';
import type { Contact, Lead, Result, ResultSite } from '../api/types';
import { ChooseResult } from '../shortlist/Choose';
import { formatDistance } from '../text/format';
import { useTexts } from '../text/texts';
import { Fold } from '../ui/Fold';
import { Icon } from '../ui/Icon';
import { AskList } from './AskList';
import { CapacityLine } from './CapacityLine';
import { OpenLine } from './OpenLine';
import { Phones } from './Phones';
import { Quoted } from './Quoted';
import type { ShownClass } from './summary';
import { ScoreParts } from './ScoreParts';
import { ToldOnPhone } from './ToldOnPhone';
import { WhyList } from './WhyList';

interface ResultCardProps {
  kind: ShownClass;
  result: Result;
  onOpen: (id: string) => void;
}

/** One place: whether its door is open, how to ring, why it is here and what isn't known. Drawn anew for another answer only. */
export const ResultCard = memo(function ResultCard({ kind, result, onOpen }: ResultCardProps) {
  const { text, language } = useTexts();
  const where = result.area !== null ? text('in_area', { area: result.area }) : null;
  return (
    <article className="card" data-class={kind} data-service={result.service_id}>
      <header className="card-head">
        <h4 className="card-name">
          <Button
            className="card-open"
            onPress={() => {
              onOpen(result.service_id);
            }}
          >
            <Quoted text={result.name} language={result.name_language} quiet />
          </Button>
        </h4>
        {result.organization !== null && result.organization.name !== result.name && (
          <p className="card-organization">{result.organization.name}</p>
        )}
        <ul className="card-facts">
          <li>
            <OpenLine open={result.open} />
          </li>
          {result.capacity != null && (
            <li>
              <CapacityLine capacity={result.capacity} />
            </li>
          )}
          {result.distance_km !== null && (
            <li>
              <Icon name="pin" />
              {formatDistance(result.distance_km, language)}
            </li>
          )}
          {where !== null && (
            <li>
              <Icon name="pin" />
              {where}
            </li>
          )}
        </ul>
      </header>
      <div className="card-body">
        <div className="card-words">
          {result.reported === true && <p className="note note-strong">{text('result_reported')}</p>}
          {result.alert != null && result.alert !== '' && <p className="note note-strong">{result.alert}</p>}
          {result.summary !== null && result.summary !== '' && (
            <p className="card-summary">
              <Quoted text={result.summary} language={result.summary_language} />
            </p>
          )}
          <Leads leads={result.leads} />
          <WhyList why={result.why} />
        </div>
        <div className="card-ring">
          <Phones phones={result.phones} sayLanguages={kind === 'ask' || kind === 'hold'} />
          <PrimaryContact contacts={result.contacts} />
          <AskList asks={result.ask} />
          <ChooseResult result={result} />
        </div>
      </div>
      <footer className="card-foot">
        <ToldOnPhone result={result} level={5} />
        {result.sites.length > 1 && <Sites sites={result.sites} />}
        <ScoreParts features={result.features} />
      </footer>
    </article>
  );
});

function Leads({ leads }: { leads: Lead[] }) {
  if (leads.length === 0) return null;
  // A lead against is shown first.
  const ordered = [...leads.filter(({ against }) => against), ...leads.filter(({ against }) => !against)];
  return (
    <ul className="leads">
      {ordered.map((lead) => (
        <li key={`${lead.part} ${lead.text}`} data-against={lead.against}>
          <Icon name="speech" />
          <span>{lead.text}</span>
        </li>
      ))}
    </ul>
  );
}

function PrimaryContact({ contacts }: { contacts: Contact[] }) {
  const { text } = useTexts();
  const contact = contacts.find(({ role }) => role === 'primary') ?? contacts[0];
  if (contact === undefined) return null;
  const title = contact.title ?? '';
  return (
    <p className="card-contact">
      <Icon name="person" />
      <span>
        {text('ask_for', { name: contact.name === '' ? title : contact.name })}
        {contact.name !== '' && title !== '' && `, ${title}`}
      </span>
    </p>
  );
}

function Sites({ sites }: { sites: ResultSite[] }) {
  const { text, language } = useTexts();
  return (
    <Fold title={text('sites_count', { count: sites.length })} level={5} className="fold-quiet">
      <ul className="card-sites">
        {sites.map((site) => (
          <li key={site.service_at_location_id ?? ''}>
            <strong>{site.name ?? site.address ?? site.area}</strong>
            {site.distance_km !== null && <span>{formatDistance(site.distance_km, language)}</span>}
            <OpenLine open={site.open} />
          </li>
        ))}
      </ul>
    </Fold>
  );
}
