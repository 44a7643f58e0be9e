import { Banknote, CircleQuestionMark, Clock, Footprints, HandHelping, Hash, Languages, MapPin, MessageCircle } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { Ask, HoursDay, ServicePage } from '../../api/types';
import type { Spoken } from '../../checkin/speech';
import { languageName } from '../../text/format';
import { LargeNumber } from '../LargeNumber';
import { Page } from '../Page';
import { Beds, isShown, Line } from '../ResultCard';
import { agesWords, factsOf, factWords, isForeign, langOf, wayWords } from '../said';
import { FactLine, Original } from '../SaidLine';
import type { Looked } from '../state';
import { useTexts } from '../texts';
import { usePages, useResult } from '../use_results';
import { useKiosk } from '../visit';

/** One place: what it says, what it asks for, and what isn't known. */
export function Place({ id, of }: { id: string; of: Looked | null }) {
  const texts = useTexts();
  const { text, language } = texts;
  const { act, near } = useKiosk();
  const result = useResult(id, of);
  const found = usePages([id], language).get(id);
  const page = found?.withdrawn === false ? found : undefined;
  const [large, setLarge] = useState(false);
  const name = found?.name ?? result?.name ?? '';
  const number = (page ?? result)?.phones[0]?.number ?? null;
  const way = result === undefined ? null : wayWords(result, near, texts);
  const said = page === undefined ? null : factsOf(page);
  const read: Spoken[] = page === undefined || result === undefined ? [] : spokenOf(page, result.open.text, language);
  if (found?.withdrawn === true) {
    return (
      <Page title={name}>
        <p>{text('service_gone')}</p>
      </Page>
    );
  }
  return (
    <Page key={name} title={name} titleLanguage={langOf(page?.name_language ?? result?.name_language) ?? null} read={read}>
      <div className="place-touch">
        <button type="button" className="control control-main" onClick={() => { act({ type: 'open', screen: { at: 'take', id } }); }}>
          <Footprints aria-hidden="true" />
          <span>{text('take')}</span>
        </button>
        {number !== null && (
          <button type="button" className="control" aria-expanded={large} onClick={() => { setLarge(!large); }}>
            <Hash aria-hidden="true" />
            <span>{text(large ? 'number_hide' : 'number_show')}</span>
          </button>
        )}
        <button type="button" className="control" onClick={() => { act({ type: 'open', screen: { at: 'staff', number } }); }}>
          <HandHelping aria-hidden="true" />
          <span>{text('take_staff')}</span>
        </button>
      </div>
      {large && number !== null && <LargeNumber number={number} />}
      {number === null && page !== undefined && <p className="quiet">{text('number_none')}</p>}
      <ul className="card-lines place-lines">
        {result !== undefined && <Line sign={Clock}>{result.open.text}</Line>}
        <Beds of={page?.capacity} />
        {way !== null && <Line sign={Footprints}>{way}</Line>}
        {page !== undefined && agesWords(page, texts) !== null && <Line sign={MessageCircle}>{agesWords(page, texts)}</Line>}
        {result?.why.filter(({ part, evidence }) => isShown(part) && evidence !== 'unknown').map((why) => (
          <Line key={why.part} sign={MessageCircle}>
            {why.text}
            <Original of={why} />
          </Line>
        ))}
      </ul>
      {page !== undefined && said !== null && (
        <div className="place-parts">
          <Part title={text('service_asks')}>
            {said.asks.length === 0 ? <p>{text('service_asks_unknown')}</p> : said.asks.map((fact) => <p key={`${fact.fact} ${fact.level}`}><FactLine fact={fact} /></p>)}
            {page.eligibility.documents.length > 0 && <p>{text('service_papers')}</p>}
          </Part>
          {said.others.length > 0 && (
            <Part title={text('service_say')}>
              {said.others.map((fact) => <p key={`${fact.fact} ${fact.level}`}><FactLine fact={fact} /></p>)}
            </Part>
          )}
          <Unknown page={page} asks={result?.ask ?? []} />
          <Part title={text('service_hours')} sign={<Clock aria-hidden="true" />}>
            <Week page={page} />
          </Part>
          <Part title={text('service_where')} sign={<MapPin aria-hidden="true" />}>
            <Where page={page} />
          </Part>
          {page.application_process !== null && page.application_process !== '' && (
            <Part title={text('service_how')}>
              <p>
                <bdi>{page.application_process}</bdi>
              </p>
            </Part>
          )}
          <Part title={text('service_cost')} sign={<Banknote aria-hidden="true" />}>
            {page.cost.length === 0 ? <p>{text('service_cost_unknown')}</p> : page.cost.map(({ text: words }) => <p key={words}><bdi>{words}</bdi></p>)}
          </Part>
          <Part title={text('service_languages')} sign={<Languages aria-hidden="true" />}>
            {page.languages.length === 0 && <p>{text('service_languages_unknown')}</p>}
            {page.languages.map(({ tag, label, offer_label: offer }) => (
              <p key={`${tag} ${offer}`}>
                <bdi>{label}</bdi>: {offer}
              </p>
            ))}
          </Part>
          <OwnWords page={page} />
        </div>
      )}
    </Page>
  );
}

function Part({ title, sign, children }: { title: string; sign?: ReactNode; children: ReactNode }) {
  return (
    <section className="place-part">
      <h2>
        {sign}
        {title}
      </h2>
      {children}
    </section>
  );
}

/** What isn't known, each with the question that settles it. */
function Unknown({ page, asks }: { page: ServicePage; asks: readonly Ask[] }) {
  const { text } = useTexts();
  const { unknown } = factsOf(page);
  if (unknown.length === 0 && asks.length === 0 && page.leads.length === 0) return null;
  return (
    <Part title={text('service_unknown')} sign={<CircleQuestionMark aria-hidden="true" />}>
      {asks.map((ask) => (
        <p key={ask.part}>
          {ask.text} {text('service_question')} <q>{ask.question}</q>
          <Original of={ask} />
        </p>
      ))}
      {unknown.map((fact) => (
        <p key={`${fact.fact} ${fact.level}`}>
          {`${fact.text} ${fact.checked}`.trim()}
          <Original of={fact} />
        </p>
      ))}
      {page.leads.map((lead) => (
        <p key={`${lead.fact} ${lead.text}`}>
          {lead.text}
          <Original of={lead} />
        </p>
      ))}
    </Part>
  );
}

function Week({ page }: { page: ServicePage }) {
  const { text } = useTexts();
  const open = page.hours.find(({ kind }) => kind === 'open') ?? page.hours[0];
  if (open === undefined) return <p>{text('service_hours_unknown')}</p>;
  return (
    <>
      <dl className="week">
        {open.week.map((day) => (
          <div key={day.date}>
            <dt>{day.weekday}</dt>
            <dd>
              <DayHours day={day} />
            </dd>
          </div>
        ))}
      </dl>
      {open.as_said !== null && open.as_said !== '' && <p className="quiet"><bdi>{open.as_said}</bdi></p>}
    </>
  );
}

function DayHours({ day: { shifts, closed, holiday } }: { day: HoursDay }) {
  const { text } = useTexts();
  return (
    <>
      {holiday !== null && <span>{holiday} </span>}
      {shifts.length === 0
        ? closed ? text('service_closed') : text('service_hours_unknown')
        : shifts.map(({ opens, closes, next_day: next }) => (
          <span key={opens} className="shift">
            <bdi dir="ltr">
              {opens} – {closes}
            </bdi>
            {next && closes !== '00:00' && ` (${text('service_until_next_day')})`}
          </span>
        ))}
    </>
  );
}

function Where({ page }: { page: ServicePage }) {
  const { text } = useTexts();
  const shown = page.sites.filter(({ hidden, address, area }) => !hidden && (address !== null || area !== null));
  if (shown.length === 0) return <p>{text('service_where_unknown')}</p>;
  return shown.map(({ service_at_location_id: id, name, address, area, transportation }) => (
    <p key={id}>
      {[name, address ?? area, transportation].filter((part) => part !== null && part !== '').map((part) => (
        <bdi key={part} className="line">
          {part}
        </bdi>
      ))}
    </p>
  ));
}

/** A listing's own words are never ours: they are marked, with their language. */
function OwnWords({ page }: { page: ServicePage }) {
  const { text, locale, language } = useTexts();
  const own = page.description.find((words) => !isForeign(words.language, locale)) ?? page.description[0];
  if (own === undefined) return null;
  const title = isForeign(own.language, locale) ? text('own_words_in', { language: languageName(own.language, language) }) : text('own_words');
  return (
    <Part title={title}>
      <p lang={langOf(own.language)}>
        <bdi>{own.text}</bdi>
      </p>
    </Part>
  );
}

function spokenOf(page: ServicePage, open: string, language: string): Spoken[] {
  const { asks, others } = factsOf(page);
  return [{ text: open, language }, ...[...asks, ...others].map((fact) => ({ text: factWords(fact) ?? '', language }))];
}
