import { useId } from 'react';
import type { CrisisLine } from '../api/types';
import { useCatalogue } from '../state/use_catalogue';
import { dialled, formatDay, languageNameIn } from '../text/format';
import { labelIn, useTexts } from '../text/texts';
import { Icon } from '../ui/Icon';

/** Id of the quiet place at the foot of every page. */
export const crisisPlace = 'crisis-lines';

/**
 * Lines to ring whatever was asked: who answers, and whether police may come. They stand behind no fold, no
 * question and no check-in.
 */
export function CrisisLines() {
  const { text } = useTexts();
  return (
    <section id={crisisPlace} className="crisis" aria-labelledby="crisis-heading" tabIndex={-1}>
      <h2 id="crisis-heading">{text('crisis_title')}</h2>
      <p className="hint">{text('crisis_hint')}</p>
      <LineList />
    </section>
  );
}

/** The same lines above the worker's answer, where words of present danger were typed. The search goes on below. */
export function CrisisLinesFirst() {
  const { text } = useTexts();
  const id = useId();
  return (
    <section className="crisis crisis-first" aria-labelledby={id}>
      <h2 id={id}>{text('crisis_danger')}</h2>
      <p>{text('crisis_danger_hint')}</p>
      <LineList />
    </section>
  );
}

function LineList() {
  const { crisis_lines: lines } = useCatalogue();
  if (lines.length === 0) return <CrisisFallback />;
  return (
    <ul className="crisis-lines">
      {lines.map((line) => (
        <li key={line.id}>
          <Line line={line} />
        </li>
      ))}
    </ul>
  );
}

function Line({ line }: { line: CrisisLine }) {
  const { text, language } = useTexts();
  const { languages } = useCatalogue();
  const spoken = line.languages.map((tag) => languageNameIn(languages, tag, language)).join(', ');
  return (
    <>
      <p className="crisis-name">{labelIn(line.name, language)}</p>
      <Number number={line.number} />
      {line.text_message !== null && <p>{labelIn(line.text_message, language)}</p>}
      <p>{labelIn(line.who_answers, language)}</p>
      <p>
        <strong>{text('crisis_police')}</strong> {labelIn(line.police, language)}
      </p>
      <p className="quiet">
        {[labelIn(line.hours, language), spoken].filter((part) => part !== '').join(' · ')}
        <br />
        {text('crisis_as_of', { day: formatDay(line.as_of, language) })}
      </p>
    </>
  );
}

/** Where no lines came from the directory: the two numbers that hold across the country. */
export function CrisisFallback() {
  const { text } = useTexts();
  return (
    <ul className="crisis-lines">
      <li>
        <Number number="9-1-1" />
        <p>{text('crisis_911')}</p>
      </li>
      <li>
        <Number number="2-1-1" />
        <p>{text('crisis_211')}</p>
      </li>
    </ul>
  );
}

function Number({ number }: { number: string }) {
  return (
    <a className="phone-number" href={`tel:${dialled(number)}`} draggable={false}>
      <Icon name="phone" />
      <bdi>{number}</bdi>
    </a>
  );
}
