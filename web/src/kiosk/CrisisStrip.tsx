import { Ellipsis, Phone } from 'lucide-react';
import type { CrisisLine } from '../api/types';
import { labelIn } from '../text/locale';
import { shown } from './state';
import { useTexts } from './texts';
import { useKiosk } from './visit';

/** How many numbers stand in the strip itself. */
const inStrip = 3;

/** The numbers to call, in the same quiet place on every page whatever was touched. */
export function CrisisStrip() {
  const { text } = useTexts();
  const { visit, act, catalogue } = useKiosk();
  return (
    <aside className="strip" aria-label={text('lines_title')}>
      <StripNumbers lines={catalogue.crisis_lines} />
      <button
        type="button"
        className="control strip-more"
        aria-current={shown(visit).at === 'lines' ? 'page' : undefined}
        onClick={() => {
          act({ type: 'open', screen: { at: 'lines' } });
        }}
      >
        <Ellipsis aria-hidden="true" />
        <span>{text('lines_more')}</span>
      </button>
    </aside>
  );
}

/** Without the directory's own lines, the numbers that hold across the country. */
export function StripNumbers({ lines }: { lines: readonly CrisisLine[] }) {
  const { language } = useTexts();
  const numbers = lines.length > 0 ? lines.slice(0, inStrip).map((line) => ({ number: line.number, name: withoutNumber(labelIn(line.name, language)) })) : emergencyNumbers;
  return (
    <ul className="strip-numbers">
      {numbers.map(({ number, name }) => (
        <li key={number}>
          <Phone aria-hidden="true" />
          <bdi className="strip-number" dir="ltr">
            {number}
          </bdi>
          {name !== null && <bdi className="strip-name">{name}</bdi>}
        </li>
      ))}
    </ul>
  );
}

/** "9-1-1, emergency" behind its number is "emergency". */
function withoutNumber(name: string): string {
  return name.replace(/^[\d-]+[\s,،、]*/u, '');
}

const emergencyNumbers = ['911', '988', '211'].map((number) => ({ number, name: null }));
