import { useId, type ReactNode } from 'react';
import { Phones } from '../answer/Phones';
import { Quoted } from '../answer/Quoted';
import type { CatalogueLanguage, Contact, Language, ServicePage, Site } from '../api/types';
import { useCatalogue } from '../state/use_catalogue';
import { formatDay, languageNameIn } from '../text/format';
import { useTexts, type Text } from '../text/texts';
import { Icon } from '../ui/Icon';
import { FactGroups } from './FactGroups';
import { WeekHours } from './WeekHours';

/** Everything on one service's page below its name. */
export function ServiceDetails({ page }: { page: ServicePage }) {
  const { text, language } = useTexts();
  const siteName = (id: string | null) => {
    if (id === null) return null;
    const site = page.sites.find(({ service_at_location_id }) => service_at_location_id === id);
    return site?.name ?? site?.area ?? site?.address ?? null;
  };
  return (
    <div className="service-sections">
      <Section title={text('service_ring')}>
        <Phones phones={page.phones} />
        {page.waiting_phones?.map(({ number, submitted_on }) => (
          <p key={number} className="phone-waiting">
            {text('phone_waiting', { day: formatDay(submitted_on, language), number })}
          </p>
        ))}
        <Contacts contacts={page.contacts} />
        <WebAndMail page={page} />
      </Section>
      <Section title={text('service_hours')}>
        <WeekHours hours={page.hours} siteName={siteName} />
      </Section>
      {page.description.length > 0 && (
        <Section title={text('service_about')} wide>
          {page.description.map((description) => (
            <p key={description.language} className="service-description">
              <Quoted text={description.text} language={description.language} />
            </p>
          ))}
        </Section>
      )}
      <Section title={text('service_facts')} wide>
        <FactGroups facts={page.facts} leads={page.leads} siteName={siteName} />
      </Section>
      <Section title={text('service_languages')}>
        <Languages page={page} />
      </Section>
      <Section title={text('service_for_whom')}>
        <ForWhom page={page} />
      </Section>
      <Section title={text('service_cost')}>
        <Lines lines={page.cost.map((cost) => cost.text)} />
      </Section>
      <Section title={text('service_how')}>
        <Lines lines={page.application_process === null ? [] : [page.application_process]} />
      </Section>
      <Section title={text('service_sites')} wide>
        <Sites sites={page.sites} />
      </Section>
      <p className="service-source">
        {page.source.assured_on === null
          ? text('source_undated', { source: page.source.name })
          : text('source_dated', { source: page.source.name, day: formatDay(page.source.assured_on, language) })}
      </p>
    </div>
  );
}

function Section({ title, wide, children }: { title: string; wide?: boolean; children: ReactNode }) {
  const id = useId();
  return (
    <section className="service-section" data-wide={wide} aria-labelledby={id}>
      <h3 id={id}>{title}</h3>
      {children}
    </section>
  );
}

/** What isn't recorded is said to be not recorded: no line left blank reads as "none". */
function Lines({ lines }: { lines: string[] }) {
  const { text } = useTexts();
  const filled = lines.filter((line) => line !== '');
  if (filled.length === 0) return <p className="not-recorded">{text('not_recorded')}</p>;
  return filled.map((line) => <p key={line}>{line}</p>);
}

function Contacts({ contacts }: { contacts: Contact[] }) {
  const { text, language } = useTexts();
  const { languages } = useCatalogue();
  if (contacts.length === 0) return null;
  return (
    <ul className="contacts">
      {contacts.map((contact) => (
        <li key={`${contact.name} ${contact.title ?? ''} ${contact.role}`}>
          <p className="contact-name">
            <Icon name="person" />
            <strong>{contact.name === '' ? contact.title : contact.name}</strong>
          </p>
          <ul>
            {[
              contact.name === '' ? null : contact.title,
              contact.hours,
              contact.direct_line,
              contact.languages !== undefined && contact.languages.length > 0 ? languageNames(contact.languages, languages, language) : null,
              text(`message_${contact.message_allowed}`),
              contact.confirmed_on === null
                ? text('contact_not_confirmed')
                : text('contact_confirmed', { day: formatDay(contact.confirmed_on, language) }),
            ]
              .filter((line) => line !== null && line !== undefined && line !== '')
              .map((line) => (
                <li key={line}>{line}</li>
              ))}
          </ul>
        </li>
      ))}
    </ul>
  );
}

function languageNames(tags: string[], known: CatalogueLanguage[], language: Language): string {
  return new Intl.ListFormat(language, { type: 'unit' }).format(tags.map((tag) => languageNameIn(known, tag, language)));
}

/** A gender that isn't one of the contract's is shown as it was recorded. */
function genderLabel(gender: string, text: Text): string {
  const known = (['women', 'men', 'non-binary', 'all'] as const).find((name) => name === gender);
  return known === undefined ? gender : text(`gender_${known}`);
}

/** As text: following a link from here would tell the other site, and this browser's history, who was looked at. */
function WebAndMail({ page }: { page: ServicePage }) {
  const { text } = useTexts();
  return (
    <dl className="pairs">
      {page.url !== null && page.url !== '' && (
        <div>
          <dt>{text('service_web')}</dt>
          <dd>
            <bdi>{page.url}</bdi>
          </dd>
        </div>
      )}
      {page.email !== null && page.email !== '' && (
        <div>
          <dt>{text('service_email')}</dt>
          <dd>
            <bdi>{page.email}</bdi>
          </dd>
        </div>
      )}
    </dl>
  );
}

function Languages({ page }: { page: ServicePage }) {
  const { text } = useTexts();
  if (page.languages.length === 0) return <p className="not-recorded">{text('languages_not_recorded')}</p>;
  return (
    <ul className="plain-list">
      {page.languages.map(({ tag, label, endonym, offer_label, service_at_location_id }) => (
        <li key={`${tag} ${service_at_location_id ?? ''} ${offer_label}`}>
          <strong>{label}</strong>
          {endonym !== '' && endonym !== label && <bdi lang={tag}> {endonym}</bdi>}
          <span className="line quiet">{offer_label}</span>
        </li>
      ))}
    </ul>
  );
}

function ForWhom({ page }: { page: ServicePage }) {
  const { text } = useTexts();
  const { minimum_age, maximum_age, genders, documents } = page.eligibility;
  const lines = [page.eligibility.text ?? ''];
  if (minimum_age !== null && maximum_age !== null) lines.push(text('ages_between', { from: minimum_age, to: maximum_age }));
  else if (minimum_age !== null) lines.push(text('ages_from', { from: minimum_age }));
  else if (maximum_age !== null) lines.push(text('ages_to', { to: maximum_age }));
  if (genders.length > 0) lines.push(text('for_genders', { genders: genders.map((gender) => genderLabel(gender, text)).join(', ') }));
  if (documents.length > 0) lines.push(text('to_bring', { documents: documents.join(', ') }));
  return <Lines lines={lines} />;
}

function Sites({ sites }: { sites: Site[] }) {
  const { text } = useTexts();
  if (sites.length === 0) return <p>{text('no_sites')}</p>;
  return (
    <ul className="sites">
      {sites.map((site) => (
        <li key={site.service_at_location_id}>
          {site.name !== null && <strong>{site.name}</strong>}
          {site.hidden ? (
            <p>{site.area === null ? text('site_hidden') : text('site_hidden_in', { area: site.area })}</p>
          ) : (
            <p>{site.address ?? site.area ?? text('not_recorded')}</p>
          )}
          {site.transportation !== null && site.transportation !== '' && <p className="quiet">{site.transportation}</p>}
          {site.accessibility.map((line) => (
            <p key={line} className="quiet">
              {line}
            </p>
          ))}
        </li>
      ))}
    </ul>
  );
}
