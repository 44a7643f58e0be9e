import { useState } from 'react';
import { flushSync } from 'react-dom';
import { Button } from 'react-aria-components';
import type { Submission } from '../api/review';
import { Paper } from '../handover/Paper';
import { linesOf } from './values';
import { changeLines, memberName, useWording } from './words';

/** Whom to ring, and words for it that lead nobody and mention nobody; printable. */
export function Script({ submission }: { submission: Submission }) {
  const { text } = useWording();
  const [printing, setPrinting] = useState(false);
  const print = () => {
    // On paper before the browser looks at it, and gone from there when it has.
    flushSync(() => {
      setPrinting(true);
    });
    window.print();
    setPrinting(false);
  };
  return (
    <>
      <Lines submission={submission} />
      <Button className="button button-second" onPress={print}>
        {text('script_print')}
      </Button>
      {printing && (
        <Paper>
          <article className="paper-script">
            <h1>{submission.name}</h1>
            <Lines submission={submission} />
          </article>
        </Paper>
      )}
    </>
  );
}

function Lines({ submission }: { submission: Submission }) {
  const wording = useWording();
  const { text } = wording;
  return (
    <>
      <Numbers submission={submission} />
      <ol className="script-lines">
        <li>{text('script_hello', { name: submission.name })}</li>
        <li>{text('script_who')}</li>
        <li>{text('script_knows')}</li>
        {submission.withdraws && <li>{text('script_withdraw')}</li>}
        {submission.changes
          .filter(({ member }) => !member.startsWith('@') && member !== 'assured_date' && member !== 'last_modified')
          .map((change) => {
            const { before, after } = changeLines(change, submission, wording);
            const gone = after.length === 0;
            return (
              <li key={change.member}>
                {text(gone ? 'script_gone' : 'script_changed', { member: memberName(change.member, text), value: (gone ? before : after).join('; ') })}
              </li>
            );
          })}
        {submission.facts.map(({ fact, question }) => (
          <li key={fact} lang="en">
            {question}
          </li>
        ))}
        {submission.mentions.map(({ fact, question }) => (
          <li key={fact} lang="en">
            {question}
          </li>
        ))}
        <li>{text('script_end')}</li>
      </ol>
      <p>{text('script_never')}</p>
    </>
  );
}

function Numbers({ submission }: { submission: Submission }) {
  const wording = useWording();
  const { text } = wording;
  const { old_numbers: old, review } = submission;
  const phones = submission.changes.find(({ member }) => member === 'phones');
  const added = phones === undefined ? [] : linesOf('phones', phones.after, wording).filter((line) => !old.some((number) => line.startsWith(number)));
  const elsewhere = review.call_back === 'elsewhere';
  return (
    <div className="script-numbers">
      <p>{text(elsewhere ? 'script_number_elsewhere' : review.call_back === 'any' ? 'script_number_any' : 'script_number_none')}</p>
      {!elsewhere && (
        <ul>
          {old.length === 0 && <li>{text('script_number_unknown')}</li>}
          {old.map((number) => (
            <li key={number}>
              <strong>{number}</strong>
            </li>
          ))}
        </ul>
      )}
      {added.map((number) => (
        <p key={number}>{text('script_number_new', { number })}</p>
      ))}
    </div>
  );
}
