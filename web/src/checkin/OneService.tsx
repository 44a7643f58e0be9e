import { useEffect, useRef, useState } from 'react';
import { Button } from 'react-aria-components';
import { CapacityLine } from '../answer/CapacityLine';
import { FailureNote } from '../answer/FailureNote';
import { Phones } from '../answer/Phones';
import { Quoted } from '../answer/Quoted';
import { checkIn, handOver, type Failure } from '../api/client';
import type { Language } from '../api/types';
import { useCatalogue } from '../state/use_catalogue';
import { directionOf } from '../text/locale';
import { TextsProvider, useTexts } from '../text/texts';
import { useCheckIn } from './context';
import { BackToPlaces, InLanguage, Original, SpokenLanguage, StepHeading, type SpokenProps } from './parts';
import { ReadAloud } from './ReadAloud';
import { publicOnly, sectionsOf, type Line, type Section } from './sections';
import { spokenOf } from './speech';
import { failureOf, useLook, type Look } from './use_look';

/** One service, gone through together: what it is, what is known and what isn't, and then the person's answer. */
export function OneService({ id, spoken, onSpoken }: SpokenProps & { id: string }) {
  const { question } = useCheckIn();
  const { state, again } = useLook(id, question, spoken);
  return (
    <>
      <div className="check-in-bar">
        <BackToPlaces />
        <SpokenLanguage spoken={spoken} onSpoken={onSpoken} />
      </div>
      <InLanguage language={spoken}>
        {state.kind === 'loading' && <Waiting />}
        {state.kind === 'failed' && <FailureNote failure={state.failure} onAgain={again} />}
        {state.kind === 'withdrawn' && <Withdrawn />}
        {state.kind === 'loaded' && <Shown id={id} look={state.look} />}
      </InLanguage>
    </>
  );
}

function Waiting() {
  const { text } = useTexts();
  return <p role="status">{text('busy')}</p>;
}

function Withdrawn() {
  const { text } = useTexts();
  return (
    <>
      <StepHeading>{text('gone_title')}</StepHeading>
      <p>{text('withdrawn')}</p>
      <Elsewhere />
    </>
  );
}

function Shown({ id, look }: { id: string; look: Look }) {
  const kind = look.explanation?.class;
  return kind === 'hold' || kind === 'ruled_out' ? <NotYet look={look} /> : <Together id={id} look={look} />;
}

/** A place that has to be checked first is not put before anyone: it says why, and what can be changed. */
function NotYet({ look }: { look: Look }) {
  const { text } = useTexts();
  const parts = (look.explanation?.parts ?? []).filter((part) => part.class === 'hold' || part.class === 'ruled_out');
  return (
    <>
      <StepHeading>{text('checkin_not_yet')}</StepHeading>
      <p>{text('checkin_not_yet_hint')}</p>
      <ul className="step-lines">
        {parts.map((part) => (
          <li key={part.part}>{part.text}</li>
        ))}
      </ul>
      <Elsewhere />
    </>
  );
}

function Together({ id, look }: { id: string; look: Look }) {
  const { text, language } = useTexts();
  const { page, explanation } = look;
  const { facts } = useCatalogue();
  const sections = sectionsOf(publicOnly(page, facts), explanation, language, text);
  const nameLanguage = page.name_language ?? null;
  return (
    <article className="together">
      <StepHeading>
        <Quoted text={page.name} language={nameLanguage} />
      </StepHeading>
      {page.organization !== null && page.organization.name !== page.name && <p className="card-organization">{page.organization.name}</p>}
      {page.alert !== null && page.alert !== '' && <p className="note note-strong">{page.alert}</p>}
      <div>
        <CapacityLine capacity={page.capacity} />
      </div>
      <ReadAloud parts={spokenOf({ text: page.name, language: nameLanguage ?? language }, sections, language)} />
      <div className="together-sections">
        {sections.map((section) => (
          <Part key={section.key} section={section} />
        ))}
      </div>
      <AskFirst id={id} look={look} />
      <Reply id={id} />
    </article>
  );
}

const shownAtFirst = 6;

function Part({ section }: { section: Section }) {
  const { text } = useTexts();
  const [all, setAll] = useState(false);
  const { lines, title } = section;
  return (
    <section className="step-part" data-part={section.key}>
      <h3>{title}</h3>
      <ul className="step-lines">
        {(all ? lines : lines.slice(0, shownAtFirst)).map((line, index) => (
          // Two sources may say the same.
          <li key={`${index} ${line.text}`}>
            <LineWords line={line} />
          </li>
        ))}
      </ul>
      {lines.length > shownAtFirst && (
        <Button
          className="link-button"
          aria-expanded={all}
          onPress={() => {
            setAll(!all);
          }}
        >
          {all ? text('show_fewer') : text('show_all', { count: lines.length })}
        </Button>
      )}
    </section>
  );
}

/** The agency's own words carry a mark and their language; the directory's words don't. */
function LineWords({ line }: { line: Line }) {
  const { text } = useTexts();
  return (
    <>
      {line.quotedIn === undefined ? (
        line.text
      ) : (
        <>
          <span className="own-words">{text('checkin_own_words')}</span>{' '}
          {line.quotedIn === 'und' ? <bdi lang="">{line.text}</bdi> : <Quoted text={line.text} language={line.quotedIn} />}
        </>
      )}
      {line.checked !== undefined && <span className="fact-checked">{line.checked}</span>}
      <Original of={line.original} />
    </>
  );
}

/** With leave to ring: the number, and questions that are about no one. Nothing else before a yes. */
function AskFirst({ id, look }: { id: string; look: Look }) {
  const { text, language } = useTexts();
  const { deskLanguage } = useCheckIn();
  const [leave, setLeave] = useState(false);
  return (
    <section className="step-part ask-first">
      <h3>{text('checkin_may_ask')}</h3>
      {leave ? (
        <>
          <p>{text('checkin_ring_hint')}</p>
          <Phones phones={look.page.phones} />
          <Questions look={look} />
          {language !== deskLanguage && <WorkersQuestions id={id} language={deskLanguage} />}
        </>
      ) : (
        <Button
          className="button button-second"
          onPress={() => {
            setLeave(true);
          }}
        >
          {text('checkin_may_yes')}
        </Button>
      )}
    </section>
  );
}

function Questions({ look }: { look: Look }) {
  const { text } = useTexts();
  const questions = look.explanation?.result.ask.map(({ question }) => question) ?? [];
  return (
    <ul className="step-lines">
      {[text('checkin_ring_open'), ...questions].map((question) => (
        <li key={question}>“{question}”</li>
      ))}
    </ul>
  );
}

/** The same for the worker, who rings and may not read the person's language. */
function WorkersQuestions({ id, language }: { id: string; language: Language }) {
  const { question } = useCheckIn();
  const { state } = useLook(id, question, language);
  if (state.kind !== 'loaded') return null;
  return (
    <TextsProvider language={language}>
      <div lang={language} dir={directionOf(language)}>
        <Questions look={state.look} />
      </div>
    </TextsProvider>
  );
}

type Agreeing = { kind: 'no' } | { kind: 'busy' } | { kind: 'used_up' } | { kind: 'failed'; failure: Failure };

/** The yes goes to the server; no other answer does. */
function Reply({ id }: { id: string }) {
  const { text, language } = useTexts();
  const { act, deskLanguage } = useCheckIn();
  const [agreeing, setAgreeing] = useState<Agreeing>({ kind: 'no' });
  const inFlight = useRef<AbortController | null>(null);
  useEffect(
    () => () => {
      inFlight.current?.abort();
    },
    [],
  );

  const agree = async () => {
    // A second press while the first is under way isn't a second yes.
    if (agreeing.kind === 'busy') return;
    const controller = new AbortController();
    inFlight.current = controller;
    setAgreeing({ kind: 'busy' });
    try {
      const { token } = await checkIn(id, controller.signal);
      const answer = await handOver(token, id, language, controller.signal, deskLanguage);
      if (!controller.signal.aborted) act({ type: 'agreed', handOver: answer, language });
    } catch (error) {
      if (controller.signal.aborted) return;
      const failure = failureOf(error);
      const usedUp = failure.kind === 'refused' && failure.problem.status === 403;
      setAgreeing(usedUp ? { kind: 'used_up' } : { kind: 'failed', failure });
    }
  };

  return (
    <section className="reply" aria-busy={agreeing.kind === 'busy'}>
      <h3>{text('checkin_reply')}</h3>
      <p>{text('checkin_reply_hint')}</p>
      {agreeing.kind === 'used_up' && <p role="alert">{text('checkin_used_up')}</p>}
      {agreeing.kind === 'failed' && <FailureNote failure={agreeing.failure} onAgain={() => void agree()} />}
      <div className="buttons">
        {/* None of the three weighs more than the others. */}
        <Button className="button button-second" onPress={() => void agree()}>
          {text('reply_yes')}
        </Button>
        <Button
          className="button button-second"
          onPress={() => {
            act({ type: 'reply', id, reply: 'not_now' });
          }}
        >
          {text('reply_not_now')}
        </Button>
        <Button
          className="button button-second"
          onPress={() => {
            act({ type: 'reply', id, reply: 'no' });
          }}
        >
          {text('reply_no')}
        </Button>
      </div>
      <Elsewhere />
    </section>
  );
}

function Elsewhere() {
  const { text } = useTexts();
  const { act } = useCheckIn();
  return (
    <div className="buttons">
      <Button
        className="button button-plain"
        onPress={() => {
          act({ type: 'another' });
        }}
      >
        {text('reply_another')}
      </Button>
      <Button
        className="button button-plain"
        onPress={() => {
          act({ type: 'go', step: { at: 'desk' } });
          window.setTimeout(() => document.querySelector<HTMLElement>('.question input')?.focus());
        }}
      >
        {text('reply_change')}
      </Button>
    </div>
  );
}
