import { Button } from 'react-aria-components';
import type { Failure } from '../api/client';
import { useTexts } from '../text/texts';
import { Icon } from '../ui/Icon';
import { KeepAway } from './KeepAway';
import { LanguageField } from './LanguageField';
import { MustHaves } from './MustHaves';
import { NeedField } from './NeedField';
import { PlaceField } from './PlaceField';
import type { QuestionProps } from './props';
import { SafetyPlan } from './SafetyPlan';
import { WhenField } from './WhenField';
import { WhoFields } from './WhoFields';

interface FormProps extends QuestionProps {
  failure: Failure | null;
  onAsk: () => void;
  onStartOver: () => void;
  onOpenService: (id: string) => void;
}

/** The left-hand side: what worker and participant ask together. */
export function QuestionForm({ question, dispatch, failure, onAsk, onStartOver, onOpenService }: FormProps) {
  const { text } = useTexts();
  const refused = failure?.kind === 'refused' ? (failure.problem.pointer ?? '') : '';
  return (
    <form
      id="question"
      className="question"
      aria-labelledby="question-heading"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onAsk();
      }}
    >
      <h2 id="question-heading">{text('question_heading')}</h2>
      <NeedField question={question} dispatch={dispatch} onAsk={onAsk} onOpenService={onOpenService} />
      <PlaceField question={question} dispatch={dispatch} unknown={refused.startsWith('/near')} />
      <WhenField question={question} dispatch={dispatch} />
      <div className="folds">
        <MustHaves question={question} dispatch={dispatch} />
        <LanguageField question={question} dispatch={dispatch} />
        <WhoFields question={question} dispatch={dispatch} />
        <KeepAway question={question} dispatch={dispatch} />
        <SafetyPlan question={question} dispatch={dispatch} />
      </div>
      <div className="question-actions">
        <Button type="submit" className="button button-main">
          <Icon name="search" />
          {text('ask_button')}
        </Button>
        <Button className="button button-plain" onPress={onStartOver}>
          {text('start_over')}
        </Button>
      </div>
    </form>
  );
}
