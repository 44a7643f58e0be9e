import { useId } from 'react';
import type { ChosenTime } from '../state/question';
import { localDay } from '../state/request';
import { useTexts } from '../text/texts';
import { quiet } from '../ui/quiet';
import { Segments } from '../ui/Segments';
import type { QuestionProps } from './props';

/** When it is wanted, by the clock of the place. */
export function WhenField({ question, dispatch }: QuestionProps) {
  const { text } = useTexts();
  const id = useId();
  const { when } = question;
  return (
    <div className="when-field">
      <Segments<ChosenTime['kind']>
        label={text('when_label')}
        value={when.kind}
        choices={[
          { value: 'not_set', label: text('when_not_set') },
          { value: 'now', label: text('when_now') },
          { value: 'tonight', label: text('when_tonight') },
          { value: 'after_hours', label: text('when_after_hours') },
          { value: 'moment', label: text('when_moment') },
        ]}
        onChange={(kind) => {
          dispatch({ type: 'when', when: kind === 'moment' ? { kind, at: `${localDay(new Date())}T18:00` } : { kind } });
        }}
      />
      {when.kind === 'moment' && (
        <div className="field">
          <label className="field-label" htmlFor={id}>
            {text('when_at')}
          </label>
          <input
            id={id}
            className="input"
            type="datetime-local"
            {...quiet}
            value={when.at}
            onChange={(event) => {
              dispatch({ type: 'when', when: { kind: 'moment', at: event.target.value } });
            }}
          />
        </div>
      )}
    </div>
  );
}
