import './check.css';
import { useEffect, useRef, useState } from 'react';
import { Button } from 'react-aria-components';
import { FailureNote } from '../answer/FailureNote';
import type { Failure } from '../api/client';
import { checkPage, saveCheck, sendCheck, type CheckAnswer, type CheckAnswers, type CheckLine, type CheckPage as Page, type CheckSent } from '../api/upkeep';
import { failureOf } from '../checkin/use_look';
import { linesOf, type Wording } from '../review/values';
import { memberName, useWording } from '../review/words';
import { useKept } from '../staff/use_kept';
import { formatDay } from '../text/format';
import { Segments } from '../ui/Segments';
import { keepAnswers, keptAnswers } from './kept';
import { useCheckTexts, type CheckText } from './texts';

interface CheckPageProps {
  account: string;
  service: string;
  /** A reviewer goes through it with the agency on the phone. */
  withAgency: boolean;
  onBack: () => void;
  onDone: (said: string) => void;
}

/** One listing's check page: every line that is recorded, to be said again one by one. */
export function CheckPage(props: CheckPageProps) {
  const { account, service, onBack } = props;
  const { text } = useCheckTexts();
  const [round, setRound] = useState(0);
  const [page, setPage] = useState<Page | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  useEffect(() => {
    const controller = new AbortController();
    checkPage(service, controller.signal).then(
      (answer) => {
        setFailure(null);
        setPage(answer);
      },
      (error: unknown) => {
        if (!controller.signal.aborted) setFailure(failureOf(error));
      },
    );
    return () => {
      controller.abort();
    };
  }, [service, round]);
  return (
    <div className="check-page">
      <Button className="button button-second" onPress={onBack}>
        {text('back')}
      </Button>
      {failure !== null && (
        <FailureNote
          failure={failure}
          onAgain={() => {
            setRound((before) => before + 1);
          }}
        />
      )}
      {page === null && failure === null && <p>{text('loading')}</p>}
      {page !== null && <Lines {...props} page={page} first={keptAnswers(account, service) ?? page.answers} />}
    </div>
  );
}

const parts = [
  { title: 'part_due', has: ({ state }: CheckLine) => state === 'due' || state === 'ahead' },
  { title: 'part_later', has: ({ state }: CheckLine) => state === 'later' },
  { title: 'part_undated', has: ({ state }: CheckLine) => state === 'undated' },
] as const;

function Lines({ account, service, withAgency, page, first, onDone }: CheckPageProps & { page: Page; first: CheckAnswers }) {
  const { text, language } = useCheckTexts();
  const known = Object.fromEntries(Object.entries(first).filter(([key]) => page.lines.some((line) => line.key === key)));
  const { value: answers, change, saving, pause, resume } = useKept(
    known,
    (value, signal) => saveCheck(service, value, signal),
    (value) => {
      keepAnswers(account, service, value);
    },
  );
  const answer = (key: string, given: CheckAnswer) => {
    change({ ...answers, [key]: given });
  };
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus();
  }, []);
  const said = page.lines.map(({ key }) => answers[key]);
  const done = said.filter((one) => one !== undefined).length;
  const still = said.filter((one) => one === 'still_so').length;
  const send = async () => {
    if (busy) return;
    setBusy(true);
    setFailure(null);
    await pause();
    try {
      const sent = await sendCheck(service, answers, AbortSignal.timeout(60_000));
      keepAnswers(account, service, null);
      onDone(sentWords(sent, detailsGone(page, answers), text));
    } catch (error) {
      setFailure(failureOf(error));
      resume();
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <h2 ref={heading} tabIndex={-1}>
        {text('title', { name: page.name })}
      </h2>
      <p>{text(withAgency ? 'with_agency' : 'intro')}</p>
      {withAgency && page.phones.length > 0 && <p>{page.phones.join(' · ')}</p>}
      <p>{text('left', { count: page.checks_left })}</p>
      {page.next_on !== null && <p className="note">{text('next_on', { day: formatDay(page.next_on, language) })}</p>}
      {page.change_waits && <p className="note">{text('change_waits')}</p>}
      {page.checks_left > 0 &&
        parts.map(({ title, has }) => {
          const lines = page.lines.filter(has);
          if (lines.length === 0) return null;
          return (
            <section key={title} className="check-part" aria-labelledby={`check-${title}`}>
              <h3 id={`check-${title}`}>{text(title)}</h3>
              {lines.map((line) => (
                <Line
                  key={line.key}
                  line={line}
                  value={answers[line.key] ?? ''}
                  onChange={(next) => {
                    if (next !== '') answer(line.key, next);
                  }}
                />
              ))}
            </section>
          );
        })}
      {page.checks_left > 0 && (
        <section className="check-part" aria-labelledby="check-what">
          <h3 id="check-what">{text('what_title')}</h3>
          <p role="status">
            {text('answered', { done, all: page.lines.length })} {saving !== 'none' && text(saving === 'failed' ? 'not_saved' : saving)}
          </p>
          {done === 0 && <p>{text('nothing_yet')}</p>}
          <ul>
            {still > 0 && <li>{text('what_still', { count: still })}</li>}
            {done > still && <li>{text('what_worse', { count: done - still })}</li>}
            {done > 0 && done < page.lines.length && <li>{text('what_left_out', { count: page.lines.length - done })}</li>}
          </ul>
          {failure !== null && <FailureNote failure={failure} onAgain={() => void send()} />}
          <Button className="button button-main" isDisabled={done === 0 || busy} onPress={() => void send()}>
            {text('send')}
          </Button>
        </section>
      )}
    </>
  );
}

type Given = CheckAnswer | '';

function Line({ line, value, onChange }: { line: CheckLine; value: Given; onChange: (next: Given) => void }) {
  const { text, language } = useCheckTexts();
  const wording = useWording();
  const name = line.member === undefined ? (line.says?.[language] ?? line.key) : memberWords(line.member, text, wording.text);
  const values = line.member === undefined ? [line.detail].filter((detail) => detail !== '') : detailLines(line, wording);
  return (
    <div className="check-line">
      <Segments<Given>
        label={values.length === 0 ? name : `${name}: ${values.join('; ')}`}
        value={value}
        choices={(['still_so', 'no_longer', 'unknown'] as const).map((choice) => ({ value: choice, label: text(choice) }))}
        onChange={onChange}
      />
      <p className="hint">
        {[
          line.subject === 'service' ? '' : text(`of_${line.subject}`),
          line.stated_on === null ? text('said_never') : text('said_on', { day: formatDay(line.stated_on, language) }),
          line.bad === true ? text('bad') : line.due_on === null ? '' : text('due_on', { day: formatDay(line.due_on, language) }),
        ].join(' ')}
      </p>
    </div>
  );
}

/** Ages and who else is taken are several members of the record. */
function detailLines({ member, value }: CheckLine, wording: Wording): string[] {
  if (member !== 'ages' || typeof value !== 'object' || value === null) return linesOf(member ?? '', value, wording);
  return Object.entries(value).map(([name, part]) => `${memberName(name, wording.text)} ${linesOf(name, part, wording).join(' ')}`);
}

function memberWords(member: string, text: CheckText, words: Parameters<typeof memberName>[1]): string {
  return member === 'addresses' || member === 'ages' ? text(member) : memberName(member, words);
}

/** Whether a detail isn't so any more: then the form is where to go next. */
function detailsGone({ lines }: Page, answers: CheckAnswers): boolean {
  return lines.some(({ key, member }) => member !== undefined && answers[key] === 'no_longer');
}

function sentWords(sent: CheckSent, gone: boolean, text: CheckText): string {
  return [
    text('sent_title'),
    sent.at_once === 'done' ? text('sent_at_once') : sent.at_once === 'waits' ? text('sent_waits') : '',
    sent.submission_id === null ? '' : text('sent_review'),
    sent.whole ? '' : text('sent_not_whole'),
    gone ? text('sent_change') : '',
  ]
    .filter((words) => words !== '')
    .join(' ');
}
