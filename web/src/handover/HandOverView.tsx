import { useState, type ReactNode } from 'react';
import { Button } from 'react-aria-components';
import { Phones } from '../answer/Phones';
import { Quoted } from '../answer/Quoted';
import type { Contact, HandOver, Language } from '../api/types';
import { useCheckIn } from '../checkin/context';
import { BackToPlaces, StepHeading } from '../checkin/parts';
import type { HandedOver } from '../checkin/state';
import { useCatalogue } from '../state/use_catalogue';
import { formatDay, languageNameIn } from '../text/format';
import { directionOf } from '../text/locale';
import { textIn, useTexts } from '../text/texts';
import { Segments } from '../ui/Segments';
import { Card, type PaperSize } from './Card';
import { Code } from './Code';
import { FinishButton } from './FinishButton';
import { Outcomes } from './Outcomes';
import { Paper } from './Paper';
import { ReportForm } from './ReportForm';
import { StaysFields, type StaysContact } from './StaysFields';

/** After a yes: how contact is made, what to take along, and what comes next. */
export function HandOverView({ handOver, language }: HandedOver) {
  const { text } = useTexts();
  const { act } = useCheckIn();
  const [stays, setStays] = useState<StaysContact>({ name: '', number: '' });
  return (
    <article className="hand-over">
      <div className="check-in-bar">
        <BackToPlaces />
      </div>
      <StepHeading>
        <Quoted text={handOver.name} language={handOver.name_language} quiet />
      </StepHeading>
      <p className="step-said">{text('handover_agreed')}</p>
      <div className="hand-over-parts">
        <WayOfContact handOver={handOver} language={language} />
        <Part title={text('handover_numbers')}>
          <Phones phones={handOver.phones} />
          <Contacts contacts={handOver.contacts} />
        </Part>
        <Part title={text('stays_title')}>
          <StaysFields stays={stays} onChange={setStays} />
        </Part>
        <TakeAlong handOver={handOver} language={language} stays={stays} />
        <Next handOver={handOver} language={language} />
        <Part title={text('together_question')}>
          <TogetherAllRight />
        </Part>
        {handOver.permit !== '' && <Outcomes permit={handOver.permit} />}
        <Part title={text('report_title')}>
          <ReportForm serviceId={handOver.service_id} />
        </Part>
      </div>
      <div className="buttons">
        <Button
          className="button button-main"
          onPress={() => {
            act({ type: 'another' });
          }}
        >
          {text('handover_next')}
        </Button>
        <FinishButton />
      </div>
    </article>
  );
}

export function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="step-part">
      <h3>{title}</h3>
      {children}
    </section>
  );
}

const ways = ['person', 'together', 'worker', 'warm'] as const;
type Way = (typeof ways)[number];

/** Who rings whom. The words to say are the server's, and mention no one; in the worker's language too, where it is another. */
function WayOfContact({ handOver: { script, worker_script }, language }: HandedOver) {
  const { text, language: deskLanguage } = useTexts();
  const [way, setWay] = useState<Way>('together');
  return (
    <section className="step-part" id="way-of-contact">
      <h3>{text('way_title')}</h3>
      <Segments
        label={text('way_title')}
        labelHidden
        value={way}
        choices={ways.map((value) => ({ value, label: text(`way_${value}`) }))}
        onChange={setWay}
      />
      <p>{text(`way_${way}_hint`)}</p>
      {way !== 'person' && script.length > 0 && (
        <>
          <h4>{text('way_script')}</h4>
          <div className="scripts">
            <Script lines={script} language={language} />
            {worker_script !== null && language !== deskLanguage && <Script lines={worker_script} language={deskLanguage} />}
          </div>
        </>
      )}
    </section>
  );
}

function Script({ lines, language }: { lines: readonly string[]; language: Language }) {
  return (
    <ul className="step-lines" lang={language} dir={directionOf(language)}>
      {lines.map((line) => (
        <li key={line}>“{line}”</li>
      ))}
    </ul>
  );
}

/** The named contact and the one who stands in. */
function Contacts({ contacts }: { contacts: Contact[] }) {
  const { text, language } = useTexts();
  const { languages } = useCatalogue();
  if (contacts.length === 0) return <p className="not-recorded">{text('contacts_none')}</p>;
  return (
    <ul className="contacts">
      {contacts.slice(0, 2).map((contact, index) => (
        <li key={`${contact.name} ${contact.title ?? ''}`}>
          <p>
            {index > 0 && <span className="own-words">{text('contact_backup')}</span>}{' '}
            <strong>{contact.name === '' ? contact.title : contact.name}</strong>
            {contact.name !== '' && contact.title != null && contact.title !== '' && `, ${contact.title}`}
          </p>
          <ul>
            {[
              contact.languages?.map((tag) => languageNameIn(languages, tag, language)).join(', '),
              contact.hours,
              contact.direct_line,
              text(`message_${contact.message_allowed}`),
              contact.confirmed_on === null ? text('contact_not_confirmed') : text('contact_confirmed', { day: formatDay(contact.confirmed_on, language) }),
            ]
              .filter((line) => line != null && line !== '')
              .map((line) => (
                <li key={line}>{line}</li>
              ))}
          </ul>
        </li>
      ))}
    </ul>
  );
}

/** Three ways to take the number along; each works without the others. */
function TakeAlong({ handOver, language, stays }: HandedOver & { stays: StaysContact }) {
  const { text } = useTexts();
  const [size, setSize] = useState<PaperSize>('wallet');
  const [large, setLarge] = useState(false);
  const card = withContact(handOver.card, stays, language);
  return (
    <Part title={text('take_title')}>
      <Segments
        label={text('card_size')}
        value={size}
        choices={[
          { value: 'wallet', label: text('card_wallet') },
          { value: 'letter', label: text('card_letter') },
          { value: 'a4', label: text('card_a4') },
        ]}
        onChange={setSize}
      />
      {/* All of the card is in the person's language, whatever the desk's is. */}
      <div className="hand-card-preview" data-agreed="true">
        <Card card={card} language={language} size={size} />
      </div>
      <Paper>
        <Card card={card} language={language} size={size} />
      </Paper>
      <div className="buttons">
        <Button
          className="button button-second"
          onPress={() => {
            window.print();
          }}
        >
          {text('card_print')}
        </Button>
        {handOver.number !== null && (
          <Button
            className="button button-second"
            aria-expanded={large}
            onPress={() => {
              setLarge(!large);
            }}
          >
            {text(large ? 'large_hide' : 'large_show')}
          </Button>
        )}
      </div>
      {large && handOver.number !== null && (
        <p className="large-number" data-agreed="true">
          {/* In groups, as one reads a number out. */}
          {handOver.number.split(/(?<=[-\s.])/).map((group, index) => (
            <bdi key={index}>{group}</bdi>
          ))}
        </p>
      )}
      <Code code={handOver.code} />
    </Part>
  );
}

/** The card with the worker who stays the contact, if one was typed. */
function withContact(card: HandOver['card'], stays: StaysContact, language: Language): HandOver['card'] {
  const contact = [stays.name.trim(), stays.number.trim()].filter((part) => part !== '').join(', ');
  return contact === '' ? card : { ...card, lines: [...card.lines, { label: textIn(language)('card_stays'), text: contact, language: null }] };
}

function Next({ handOver, language }: HandedOver) {
  const { text } = useTexts();
  return (
    <Part title={text('next_title')}>
      {handOver.next.length === 0 && <p className="not-recorded">{text('next_none')}</p>}
      <dl className="pairs" lang={language} dir={directionOf(language)}>
        {handOver.next.map((step) => (
          <div key={step.phase}>
            <dt>{step.label}</dt>
            <dd>{step.text}</dd>
          </div>
        ))}
      </dl>
      <h4>{text('after_hours_title')}</h4>
      <p lang={language} dir={directionOf(language)}>{handOver.after_hours.text}</p>
      <ul className="step-lines" lang={language} dir={directionOf(language)}>
        {handOver.after_hours.phones.map(({ name, number }) => (
          <li key={`${name} ${number}`}>
            {name}: <bdi className="phone-inline">{number}</bdi>
          </li>
        ))}
      </ul>
    </Part>
  );
}

/** Asked of the person. "No" leads back to how contact is made, not to a reason. */
function TogetherAllRight() {
  const { text } = useTexts();
  const [said, setSaid] = useState(false);
  return (
    <>
      <div className="buttons">
        <Button
          className="button button-second"
          onPress={() => {
            setSaid(true);
          }}
        >
          {text('together_yes')}
        </Button>
        <Button
          className="button button-second"
          onPress={() => {
            setSaid(false);
            document.querySelector<HTMLElement>('#way-of-contact input')?.focus();
          }}
        >
          {text('together_change')}
        </Button>
      </div>
      <p role="status">{said ? text('together_said') : ''}</p>
    </>
  );
}
