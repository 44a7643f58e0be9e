import { useId } from 'react';
import type { Count, Result } from '../api/types';
import type { ShownClass } from './summary';
import { useTexts } from '../text/texts';
import { Fold } from '../ui/Fold';
import { ResultCard } from './ResultCard';

interface SectionProps {
  kind: ShownClass;
  title: string;
  hint: string | null;
  total: Count;
  results: Result[];
  onOpen: (id: string) => void;
}

export function ClassSection({ kind, title, hint, total, results, onOpen }: SectionProps) {
  const { text } = useTexts();
  const id = useId();
  if (results.length === 0) return null;
  return (
    <section className="class-section" data-class={kind} aria-labelledby={id}>
      <div className="class-head">
        <h3 id={id}>{title}</h3>
        <span className="class-count">{text('count', { count: total.count, atLeast: total.at_least ? 'yes' : 'no' })}</span>
      </div>
      {hint !== null && <p className="class-hint">{hint}</p>}
      <ResultList kind={kind} results={results} onOpen={onOpen} />
    </section>
  );
}

interface FoldProps {
  kind: 'hold' | 'ruled_out';
  total: Count;
  /** Fetched only once someone looks. */
  results: Result[] | undefined;
  shown: boolean;
  onShow: (shown: boolean) => void;
  onOpen: (id: string) => void;
}

/** A class that workers see when they ask for it. */
export function ClassFold({ kind, total, results, shown, onShow, onOpen }: FoldProps) {
  const { text } = useTexts();
  if (total.count === 0) return null;
  return (
    <div className="class-section" data-class={kind}>
      <Fold
        title={text(kind === 'hold' ? 'class_hold' : 'class_ruled_out')}
        level={3}
        note={text('count', { count: total.count, atLeast: total.at_least ? 'yes' : 'no' })}
        expanded={shown}
        onExpandedChange={onShow}
      >
        <p className="class-hint">{text(kind === 'hold' ? 'class_hold_hint' : 'class_ruled_out_hint')}</p>
        {results === undefined ? <p>{text('busy')}</p> : <ResultList kind={kind} results={results} onOpen={onOpen} />}
      </Fold>
    </div>
  );
}

function ResultList({ kind, results, onOpen }: Pick<SectionProps, 'kind' | 'results' | 'onOpen'>) {
  return (
    <ol className="results">
      {results.map((result) => (
        <li key={result.service_id}>
          <ResultCard kind={kind} result={result} onOpen={onOpen} />
        </li>
      ))}
    </ol>
  );
}
