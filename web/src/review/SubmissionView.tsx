import { type ReactNode, type Ref } from 'react';
import type { Submission } from '../api/review';
import { formatDay } from '../text/format';
import { Fold } from '../ui/Fold';
import { DecideForm, type Decided } from './Decide';
import { Changes, Facts } from './Difference';
import { Duplicates } from './Duplicates';
import { LookAt } from './LookAt';
import { Script } from './Script';
import { ageLine, memberName, reviewLine, useWording } from './words';

interface SubmissionViewProps {
  submission: Submission;
  headingRef: Ref<HTMLHeadingElement>;
  decideRef: Ref<HTMLHeadingElement>;
  onDecided: (decided: Decided) => void;
}

/** One submission: what to look at twice, what changes, words for the call, and the decision. */
export function SubmissionView({ submission, headingRef, decideRef, onDecided }: SubmissionViewProps) {
  const { text, language, factLabel } = useWording();
  const { warnings, hints, mentions, facts, reviews, outcome, may } = submission;
  return (
    <article className="submission">
      <h2 ref={headingRef} tabIndex={-1}>
        {submission.name}
      </h2>
      <p>
        {text('sent_by', { organization: submission.organization.name, day: formatDay(submission.submitted_on, language) })}
        {' · '}
        {ageLine(submission.age_hours, text)}
      </p>
      <p>{reviewLine(submission.review, text)}</p>
      <p>
        {submission.is_new && <span className="review-class">{text('new_listing')}</span>}
        <span className="review-class">{text(`visible_${submission.visibility}`)}</span>
      </p>
      {hints.length > 0 && (
        <Notes title={text('hints_title')} hint={text('hints_hint')}>
          {hints.map(({ member, text: words }, at) => (
            <li key={at}>
              <mark>{words}</mark> <span className="quiet">{text('warning_in', { member: memberName(member, text) })}</span>
            </li>
          ))}
        </Notes>
      )}
      {warnings.length > 0 && (
        <Notes title={text('warnings_title')} hint={text('warnings_hint')}>
          {warnings.map(({ kind, member, text: words }, at) => (
            <li key={at}>
              {text(`warning_${kind}`)}: <mark>{words}</mark> <span className="quiet">{text('warning_in', { member: memberName(member, text) })}</span>
            </li>
          ))}
        </Notes>
      )}
      <h3>{text('changes_title')}</h3>
      <Changes submission={submission} />
      {facts.length > 0 && (
        <>
          <h3>{text('facts_title')}</h3>
          <Facts submission={submission} />
        </>
      )}
      {mentions.length > 0 && (
        <>
          <h3>{text('mentions_title')}</h3>
          <p className="quiet">{text('mentions_hint')}</p>
          <ul>
            {mentions.map(({ fact, label, value }) => (
              <li key={fact}>{text(`mention_${value}`, { label: factLabel(fact, label) })}</li>
            ))}
          </ul>
        </>
      )}
      <Duplicates key={submission.id} submission={submission} />
      <Fold title={text('script_title')} level={3} icon="phone" defaultExpanded={submission.review.call_back !== 'none' && outcome === 'waiting'}>
        <Script submission={submission} />
      </Fold>
      {reviews.length > 0 && (
        <>
          <h3>{text('reviews_title')}</h3>
          <ul>
            {reviews.map(({ organization, decision, call_back, reason, on }, at) => (
              <li key={at}>
                {[
                  text('review_line', { organization, decision: text(`review_${decision}`), day: formatDay(on, language) }),
                  ...(call_back === 'none' ? [] : [text(`review_called_${call_back}`)]),
                  ...(reason === '' ? [] : [reason]),
                ].join(' · ')}
              </li>
            ))}
          </ul>
        </>
      )}
      {outcome === 'waiting' && submission.merges_into == null && <LookAt key={submission.id} submission={submission.id} />}
      <h3 ref={decideRef} tabIndex={-1}>
        {text('decide_title')}
      </h3>
      {outcome !== 'waiting' && <p>{text(`ended_${outcome}`)}</p>}
      {outcome === 'waiting' && may !== 'yes' && <p>{text(`may_${may}`)}</p>}
      {outcome === 'waiting' && may === 'yes' && <DecideForm key={submission.id} submission={submission} onDecided={onDecided} />}
    </article>
  );
}

function Notes({ title, hint, children }: { title: string; hint: string; children: ReactNode }) {
  return (
    <section className="note review-notes">
      <h3>{title}</h3>
      <p>{hint}</p>
      <ul>{children}</ul>
    </section>
  );
}
