import type { Submission } from '../api/review';
import { formatDay } from '../text/format';
import { useReviewTexts } from './texts';
import { changeLines, memberName, useWording } from './words';

/** Member by member, what stands beside what would. */
export function Changes({ submission }: { submission: Submission }) {
  const wording = useWording();
  const { text } = wording;
  const changes = submission.changes.filter(({ member }) => member !== '@new' && member !== 'last_modified');
  if (changes.length === 0) return <p>{text('no_changes')}</p>;
  return (
    <div className="difference" role="table" aria-label={text('changes_title')}>
      <div role="row" className="difference-head">
        <span role="columnheader">{text('detail')}</span>
        <span role="columnheader">{text('before')}</span>
        <span role="columnheader">{text('after')}</span>
      </div>
      {changes.map((change) => {
        const { before, after } = changeLines(change, submission, wording);
        return (
          <div role="row" className="difference-row" key={change.member}>
            <div role="rowheader">
              {memberName(change.member, text)} <span className="review-class">{text(`class_${change.class}`)}</span>
            </div>
            <Side heading={text('before')} lines={before} others={after} none={text('nothing_before')} kind="before" />
            <Side heading={text('after')} lines={after} others={before} none={text('nothing_after')} kind="after" />
          </div>
        );
      })}
    </div>
  );
}

interface SideProps {
  heading: string;
  lines: string[];
  others: string[];
  none: string;
  kind: 'before' | 'after';
}

/** The lines of one side; those that the other hasn't stand out. */
function Side({ heading, lines, others, none, kind }: SideProps) {
  const Marked = kind === 'before' ? 'del' : 'ins';
  return (
    <div role="cell" data-side={kind}>
      <span className="difference-side" aria-hidden="true">
        {heading}
      </span>
      {lines.length === 0 && <p className="quiet">{none}</p>}
      {lines.map((line, at) => (
        <p key={`${at} ${line}`}>{others.includes(line) ? line : <Marked>{line}</Marked>}</p>
      ))}
    </div>
  );
}

/** What the submission states, beside what stands, and how it is known. */
export function Facts({ submission }: { submission: Submission }) {
  const { text, language } = useReviewTexts();
  const { factLabel } = useWording();
  return (
    <div className="difference" role="table" aria-label={text('facts_title')}>
      <div role="row" className="difference-head">
        <span role="columnheader">{text('facts_label')}</span>
        <span role="columnheader">{text('before')}</span>
        <span role="columnheader">{text('after')}</span>
      </div>
      {submission.facts.map((fact) => {
        const { before } = fact;
        const day = before?.verified_on ?? null;
        const old =
          before === null
            ? text('not_stated')
            : day === null
              ? text('fact_before_undated', { answer: text(`answer_${before.value}`) })
              : text('fact_before', { answer: text(`answer_${before.value}`), day: formatDay(day, language) });
        return (
          <div role="row" className="difference-row" key={fact.fact}>
            <div role="rowheader">
              {factLabel(fact.fact, fact.label)} <span className="review-class">{text(`class_${fact.class}`)}</span>
            </div>
            <div role="cell" data-side="before">
              <span className="difference-side" aria-hidden="true">
                {text('before')}
              </span>
              <p>{old}</p>
            </div>
            <div role="cell" data-side="after">
              <span className="difference-side" aria-hidden="true">
                {text('after')}
              </span>
              <p>
                <ins>{text(`answer_${fact.after}`)}</ins>
              </p>
              {fact.detail !== '' && <p>{fact.detail}</p>}
              <p className="quiet">{text(`known_${fact.known_by}`)}</p>
            </div>
          </div>
        );
      })}
    </div>
  );
}
