import type { Ref } from 'react';
import { Button } from 'react-aria-components';
import type { Failure } from '../api/client';
import { useTexts, type Text } from '../text/texts';

interface FailureNoteProps {
  failure: Failure;
  headingRef?: Ref<HTMLHeadingElement>;
  /** That the answer below is an earlier one, and of when. */
  stays?: string | undefined;
  onAgain: () => void;
}

/** What went wrong, in plain words, and what to do next. */
export function FailureNote({ failure, headingRef, stays, onAgain }: FailureNoteProps) {
  const { text } = useTexts();
  const { title, next } = wordsOf(failure, text);
  return (
    <div className="failure" role="alert" data-kind={failure.kind}>
      <h2 ref={headingRef} tabIndex={-1} className="failure-title">
        {title}
      </h2>
      <p>{next}</p>
      {failure.kind === 'refused' && failure.problem.status === 400 && failure.problem.detail !== undefined && <p className="hint">{failure.problem.detail}</p>}
      {stays !== undefined && <p>{stays}</p>}
      <Button className="button button-second" onPress={onAgain}>
        {text('try_again')}
      </Button>
    </div>
  );
}

function wordsOf(failure: Failure, text: Text): { title: string; next: string } {
  switch (failure.kind) {
    case 'offline':
      return { title: text('offline_title'), next: text('offline_next') };
    case 'not_ready':
      return { title: text('not_ready_title'), next: text('not_ready_next', { seconds: failure.retryAfterSeconds ?? 30 }) };
    case 'refused':
      if (failure.problem.code === 'enough_today') return { title: text('enough_today_title'), next: text('enough_today_next') };
      return { title: text('refused_title'), next: text('refused_next') };
    case 'gone':
      return { title: text('gone_title'), next: text('gone_next') };
    case 'broken':
      return { title: text('broken_title'), next: text('broken_next') };
  }
}
