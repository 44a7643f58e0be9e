import { useCallback, useEffect, useReducer, useRef, useState, type RefObject } from 'react';
import { Answer } from './answer/Answer';
import { headingOf } from './answer/summary';
import { QuestionForm } from './question/QuestionForm';
import { ServiceView } from './service/ServiceView';
import type { AnswerState } from './state/answer';
import { emptyQuestion, questionReducer, type QuestionAction } from './state/question';
import { isEmpty } from './state/request';
import { useAnswer } from './state/use_answer';
import { standAt } from './ui/stand_at';
import { useTexts, type Text } from './text/texts';

/** The desk: the question on the left, the answer or one service's page on the right; on a small screen below. */
export function Desk({ onStartOver }: { onStartOver: () => void }) {
  const { text, language } = useTexts();
  const [question, dispatch] = useReducer(questionReducer, emptyQuestion);
  const { state, ask, more, forget } = useAnswer(question, language);
  const [opened, setOpened] = useState<string | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const bring = useBroughtIntoView(state, heading);
  const returnTo = useRef<string | null>(null);

  const submit = () => {
    act({ type: 'submit' });
  };

  /** A change that is asked at once. */
  const act = (action: QuestionAction) => {
    const next = questionReducer(question, action);
    dispatch(action);
    setOpened(null);
    if (isEmpty(next)) {
      forget();
      return;
    }
    bring();
    ask(next);
  };

  const open = useCallback((id: string) => {
    returnTo.current = id;
    setOpened(id);
  }, []);

  // Back from a service's page the keyboard stands where it was: on that service's card.
  useEffect(() => {
    if (opened !== null || returnTo.current === null) return;
    const card = document.querySelector<HTMLElement>(`[data-service="${CSS.escape(returnTo.current)}"] button`);
    returnTo.current = null;
    (card ?? heading.current)?.focus();
  }, [opened]);

  return (
    <main className="desk">
      <h1 className="visually-hidden">{text('page_heading')}</h1>
      <QuestionForm
        question={question}
        dispatch={dispatch}
        failure={state.failure}
        onAsk={submit}
        onStartOver={onStartOver}
        onOpenService={open}
      />
      <section id="answer" className="answer-pane" aria-label={text('answer_label')} tabIndex={-1}>
        <p role="status" className="visually-hidden">
          {spoken(state, text)}
        </p>
        {opened === null ? (
          <Answer
            state={state}
            question={question}
            dispatch={dispatch}
            headingRef={heading}
            onAgain={() => {
              ask(question);
            }}
            onMore={more}
            onOpen={open}
            onStart={(id) => {
              act({ type: 'need', id, chosen: true });
            }}
          />
        ) : (
          <ServiceView
            id={opened}
            dispatch={dispatch}
            onBack={() => {
              setOpened(null);
            }}
          />
        )}
      </section>
    </main>
  );
}

/** What a screen reader hears of the answer; a failure speaks for itself. */
function spoken(state: AnswerState, text: Text): string {
  if (state.busy === 'asking') return text('busy');
  if (state.failure !== null || state.answer === null) return '';
  return headingOf(state.answer, text);
}

/** After a question that was sent by hand: where the answer lies below the question, go there once it has come. */
function useBroughtIntoView(state: AnswerState, heading: RefObject<HTMLElement | null>): () => void {
  const wanted = useRef(false);
  const { busy } = state;
  useEffect(() => {
    if (busy !== 'no' || !wanted.current) return;
    wanted.current = false;
    if (heading.current !== null && window.matchMedia('(max-width: 63.99rem)').matches) standAt(heading.current);
  }, [busy, heading]);
  return () => {
    wanted.current = true;
  };
}
