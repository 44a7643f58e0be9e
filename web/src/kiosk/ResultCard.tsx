import { Bed, CircleQuestionMark, Clock, Footprints, HandHelping, MessageCircle, type LucideIcon } from 'lucide-react';
import { useId, type ReactNode } from 'react';
import type { Capacity, Result, ServicePage, WithdrawnService } from '../api/types';
import { useIsRead } from './reading';
import { agesWords, factsOf, langOf, wayWords } from './said';
import { FactLine, Original } from './SaidLine';
import type { Looked } from './state';
import { useTexts } from './texts';
import { useIsBefore } from '../ui/use_is_before';
import { useKiosk } from './visit';

/** How many lines of a kind a card has; the others are on the service's own page. */
const lines = 2;

/** One place in a list. It looks the same whatever was asked. */
export function ResultCard({ result, of, page }: { result: Result; of: Looked | null; page: ServicePage | WithdrawnService | undefined }) {
  const texts = useTexts();
  const { text } = texts;
  const { act, near } = useKiosk();
  const id = useId();
  const read = useIsRead(result.name);
  const way = wayWords(result, near, texts);
  const told = page?.withdrawn === false ? page : null;
  const ages = told === null ? null : agesWords(told, texts);
  const asks = told === null ? [] : factsOf(told).asks;
  const known = result.why.filter(({ part, evidence }) => isShown(part) && evidence !== 'unknown');
  return (
    <article className="card" data-read={read}>
      <h2 id={`${id}-name`} lang={langOf(result.name_language)}>
        <bdi>{result.name}</bdi>
      </h2>
      <ul className="card-lines">
        <Line sign={Clock}>{result.open.text}</Line>
        <Beds of={result.capacity} />
        {way !== null && <Line sign={Footprints}>{way}</Line>}
        {ages !== null && <Line sign={MessageCircle}>{ages}</Line>}
        {known.slice(0, lines).map((why) => (
          <Line key={why.part} sign={MessageCircle}>
            {why.text}
            <Original of={why} />
          </Line>
        ))}
        {asks.slice(0, lines).map((fact) => (
          <Line key={fact.fact} sign={MessageCircle}>
            <FactLine fact={fact} />
          </Line>
        ))}
        {result.ask.slice(0, lines).map((ask) => (
          <Line key={ask.part} sign={CircleQuestionMark}>
            {ask.text === '' ? text('service_question') : ask.text} <q>{ask.question}</q>
            <Original of={ask} />
          </Line>
        ))}
      </ul>
      <div className="card-touch">
        <button
          type="button"
          className="control control-main"
          id={`${id}-more`}
          aria-labelledby={`${id}-more ${id}-name`}
          onClick={() => {
            act({ type: 'open', screen: { at: 'place', id: result.service_id, of } });
          }}
        >
          <span>{text('result_more_about')}</span>
        </button>
        <button
          type="button"
          className="control"
          onClick={() => {
            act({ type: 'open', screen: { at: 'staff', number: result.phones[0]?.number ?? null } });
          }}
        >
          <HandHelping aria-hidden="true" />
          <span>{text('take_staff')}</span>
        </button>
      </div>
    </article>
  );
}

/** Not the need itself, which the page's title says, and not an age that only its lowest was asked of. */
export function isShown(part: string): boolean {
  return !part.startsWith('need') && !part.startsWith('word') && part !== 'age';
}

/** What they say of their beds; nothing once it has expired. */
export function Beds({ of }: { of: Capacity | null | undefined }) {
  const counts = useIsBefore(of?.until ?? null);
  return of == null || !counts ? null : <Line sign={Bed}>{of.text}</Line>;
}

export function Line({ sign: Sign, children }: { sign: LucideIcon; children: ReactNode }) {
  return (
    <li>
      <Sign aria-hidden="true" />
      <span>{children}</span>
    </li>
  );
}
