import { useCallback, useEffect, useMemo, useReducer, useRef, useState, type RefObject } from 'react';
import { flushSync } from 'react-dom';
import { Answer } from './answer/Answer';
import { headingOf } from './answer/summary';
import { CheckInShell } from './checkin/CheckInShell';
import { AskedContext } from './desk/asked';
import { useShortcuts } from './desk/shortcuts';
import { Toolbar } from './desk/Toolbar';
import { ParticipantView } from './participant/ParticipantView';
import { noChoices, type PlanChoices } from './plan/plan_request';
import { PlanView } from './plan/PlanView';
import { QuestionForm } from './question/QuestionForm';
import { OpenSealed } from './sealed/OpenSealed';
import { ServiceView } from './service/ServiceView';
import { Shortlist } from './shortlist/Shortlist';
import type { AnswerState } from './state/answer';
import { emptyQuestion, questionReducer, type QuestionAction } from './state/question';
import { isEmpty } from './state/request';
import { historyReducer } from './state/undo';
import { useAnswer } from './state/use_answer';
import { useTexts, type Text } from './text/texts';
import { withMark, type CallMark, type CallMarks } from './tonight/calls';
import { TonightPanel } from './tonight/TonightPanel';
import { Segments } from './ui/Segments';
import { standAt } from './ui/stand_at';

interface DeskProps {
  /** Whether another person was here before: then the keyboard starts at the question. */
  another: boolean;
  onStartOver: () => void;
  /** To the sign-in, or to one's own account. */
  onAccount: () => void;
}

/** The desk: the question on the left, the answer or one service's page on the right; on a small screen below. */
export function Desk({ another, onStartOver, onAccount }: DeskProps) {
  const { text, language } = useTexts();
  const [{ now: question, past }, dispatch] = useReducer(historyReducer, { now: emptyQuestion, past: [] });
  const { state, ask, more, forget } = useAnswer(question, language);
  const [opened, setOpened] = useState<string | null>(null);
  const [tonight, setTonight] = useState(false);
  const [planning, setPlanning] = useState(false);
  const [choices, setChoices] = useState<PlanChoices>(noChoices);
  const [turned, setTurned] = useState(false);
  const [marks, setMarks] = useState<CallMarks>({});
  const heading = useRef<HTMLHeadingElement>(null);
  const tonightHeading = useRef<HTMLHeadingElement>(null);
  const bring = useBroughtIntoView(state, heading);
  const returnTo = useRef<string | null>(null);

  /** A change that is asked at once. */
  const act = (action: QuestionAction) => {
    const next = questionReducer(question, action);
    dispatch(action);
    setOpened(null);
    if (action.type === 'submit') setPlanning(false);
    if (isEmpty(next)) {
      forget();
      return;
    }
    if (!tonight) bring();
    ask(next);
  };

  const open = useCallback((id: string) => {
    returnTo.current = id;
    setOpened(id);
  }, []);

  const undo = () => {
    dispatch({ type: 'undo' });
  };

  const turn = () => {
    setTurned(true);
  };

  /** At once, so that the keyboard can stand on the desk again. */
  const turnBack = () => {
    flushSync(() => {
      setTurned(false);
    });
    document.querySelector<HTMLElement>('.toolbar [data-shortcut="turn"]')?.focus();
  };

  const openTonight = () => {
    const next = questionReducer(question, { type: 'when', when: { kind: 'tonight' } });
    const already = question.needs.length > 0 || question.text !== '';
    dispatch({ type: 'when', when: { kind: 'tonight' } });
    setTonight(true);
    setOpened(null);
    if (already) ask(next);
  };

  const mark = (id: string, next: CallMark | null) => {
    setMarks((before) => withMark(before, id, next));
  };

  useShortcuts({
    tonight: openTonight,
    turn: turned ? turnBack : turn,
    undo,
    question: () => {
      turnBack();
      focusQuestion();
    },
  });

  useEffect(() => {
    if (another) focusQuestion();
  }, [another]);

  // Back from a service's page the keyboard stands where it was: on that service's card.
  useEffect(() => {
    if (opened !== null || returnTo.current === null) return;
    const card = document.querySelector<HTMLElement>(`[data-service="${CSS.escape(returnTo.current)}"] button`);
    returnTo.current = null;
    (card ?? heading.current)?.focus();
  }, [opened]);

  const asked = useMemo(() => ({ question, dispatch, answer: state.answer }), [question, state.answer]);

  return (
    <CheckInShell question={question} dispatch={dispatch} onFinish={onStartOver}>
      <AskedContext value={asked}>
        {turned && <ParticipantView dispatch={dispatch} answer={state.answer} onBack={turnBack} />}
        {/* Hidden, not taken down: a plan that was made is still there when the screen turns back. */}
        <main className="desk" hidden={turned}>
          <h1 className="visually-hidden">{text('page_heading')}</h1>
          <Toolbar
            canUndo={past.length > 0}
            onTonight={openTonight}
            onUndo={undo}
            onTurn={turn}
            onAccount={onAccount}
          />
          {tonight && (
            <TonightPanel
              question={question}
              dispatch={dispatch}
              state={state}
              headingRef={tonightHeading}
              marks={marks}
              onMark={mark}
              onNeed={(id) => {
                act({ type: 'need', id, chosen: true });
                if (tonightHeading.current !== null) standAt(tonightHeading.current);
              }}
              onAgain={() => {
                ask(question);
              }}
              onClose={() => {
                setTonight(false);
              }}
            />
          )}
          <QuestionForm
            question={question}
            dispatch={dispatch}
            failure={state.failure}
            onAsk={() => {
              act({ type: 'submit' });
            }}
            onStartOver={onStartOver}
            onOpenService={open}
          />
          <section id="answer" className="answer-pane" aria-label={text('answer_label')} tabIndex={-1}>
            <p role="status" className="visually-hidden">
              {spoken(state, text)}
            </p>
            <Shortlist />
            {(state.answer !== null || planning) && (
              <Segments<'places' | 'visits'>
                label={text('view_label')}
                labelHidden
                value={planning ? 'visits' : 'places'}
                choices={[
                  { value: 'places', label: text('view_places') },
                  { value: 'visits', label: text('view_visits') },
                ]}
                onChange={(view) => {
                  setPlanning(view === 'visits');
                  setOpened(null);
                }}
              />
            )}
            {planning && (
              <div hidden={opened !== null}>
                <PlanView choices={choices} onChoices={setChoices} headingRef={heading} onOpen={open} />
              </div>
            )}
            {opened !== null && (
              <ServiceView
                id={opened}
                dispatch={dispatch}
                onBack={() => {
                  setOpened(null);
                }}
              />
            )}
            {opened === null && !planning && (
              <Answer
                state={state}
                question={question}
                dispatch={dispatch}
                headingRef={heading}
                onAgain={() => {
                  ask(question);
                }}
                failureSaid={tonight}
                onMore={more}
                onOpen={open}
                onStart={(id) => {
                  act({ type: 'need', id, chosen: true });
                }}
              />
            )}
            <OpenSealed />
          </section>
        </main>
      </AskedContext>
    </CheckInShell>
  );
}

function focusQuestion(): void {
  document.querySelector<HTMLElement>('#question input')?.focus();
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
