import type { CrisisLine } from '../../api/types';
import { formatDay, languageNameIn } from '../../text/format';
import { labelIn } from '../../text/locale';
import { Page } from '../Page';
import { useTexts } from '../texts';
import { useKiosk } from '../visit';

/** All numbers to call, with who answers and whether police come. */
export function Lines() {
  const { text, language } = useTexts();
  const { catalogue } = useKiosk();
  const lines = catalogue.crisis_lines;
  return (
    <Page title={text('lines_title')} hint={text('lines_hint')} read={lines.flatMap((line) => [line.name, line.who_answers].map((words) => ({ text: labelIn(words, language), language })))}>
      <AllLines />
    </Page>
  );
}

/** Every line of the directory, held in memory. */
export function AllLines() {
  const { catalogue } = useKiosk();
  if (catalogue.crisis_lines.length === 0) return <EmergencyLines />;
  return (
    <ul className="cards">
      {catalogue.crisis_lines.map((line) => (
        <li key={line.id} className="card line-card">
          <LineCard line={line} />
        </li>
      ))}
    </ul>
  );
}

function LineCard({ line }: { line: CrisisLine }) {
  const { text, language, locale } = useTexts();
  const { catalogue } = useKiosk();
  const spoken = line.languages.map((tag) => languageNameIn(catalogue.languages, tag, language)).join(', ');
  return (
    <>
      <h2>
        <bdi>{labelIn(line.name, language)}</bdi>
      </h2>
      <div className="line-number" dir="ltr">
        {line.number}
      </div>
      {line.text_message !== null && <p>{labelIn(line.text_message, language)}</p>}
      <p>{labelIn(line.who_answers, language)}</p>
      <p>
        <strong>{text('lines_police')}</strong> {labelIn(line.police, language)}
      </p>
      <p className="quiet">
        {labelIn(line.hours, language)} · <bdi>{spoken}</bdi>
      </p>
      <p className="quiet">{text('lines_as_of', { day: formatDay(line.as_of, locale.intl) })}</p>
    </>
  );
}

/** Without the directory's lines: the numbers that hold across the country. */
function EmergencyLines() {
  const { text } = useTexts();
  return (
    <ul className="cards">
      {([['911', 'lines_911'], ['211', 'lines_211']] as const).map(([number, words]) => (
        <li key={number} className="card">
          <div className="line-number" dir="ltr">
            {number}
          </div>
          <p>{text(words)}</p>
        </li>
      ))}
    </ul>
  );
}
