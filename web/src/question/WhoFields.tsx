import { useId } from 'react';
import { CheckboxButton, CheckboxField, CheckboxGroup, Label } from 'react-aria-components';
import type { Gender } from '../api/types';
import type { Participant } from '../state/question';
import { useTexts, type Text } from '../text/texts';
import { Chips, type ChipItem } from '../ui/Chips';
import { Choice } from '../ui/Choice';
import { Fold } from '../ui/Fold';
import { quiet } from '../ui/quiet';
import { Tick, TickBox } from '../ui/Tick';
import type { QuestionProps } from './props';

const genders: readonly Gender[] = ['women', 'men', 'non-binary'];
const documents = ['photo-id', 'health-card'] as const;

/** What the participant chooses to say about themselves. Nothing here is needed for an answer. */
export function WhoFields({ question, dispatch }: QuestionProps) {
  const { text } = useTexts();
  const said = question.participant;
  const say = (next: Partial<Participant>) => {
    dispatch({ type: 'participant', said: next });
  };
  const chips = saidChips(said, text, say);
  return (
    <div>
      <Fold
        title={text('who_title')}
        level={3}
        icon="person"
        note={chips.length > 0 ? text('said_count', { count: chips.length }) : undefined}
      >
        <p className="hint">{text('who_hint')}</p>
        <div className="pair pair-even">
          <WholeNumber
            label={text('who_age')}
            value={said.age}
            most={120}
            onChange={(age) => {
              say({ age });
            }}
          />
          <WholeNumber
            label={text('who_children')}
            value={said.children}
            most={20}
            onChange={(children) => {
              say({ children });
            }}
          />
        </div>
        <Choice<Gender | ''>
          label={text('who_gender')}
          value={said.gender ?? ''}
          choices={[{ value: '', label: text('not_said') }, ...genders.map((value) => ({ value, label: text(`gender_${value}`) }))]}
          onChange={(gender) => {
            say({ gender: gender === '' ? null : gender });
          }}
        />
        <div className="ticks">
          <Tick
            label={text('who_pregnant')}
            on={said.pregnant}
            onChange={(pregnant) => {
              say({ pregnant });
            }}
          />
          <Tick
            label={text('who_pets')}
            on={said.pets}
            onChange={(pets) => {
              say({ pets });
            }}
          />
        </div>
        <DocumentFields said={said} say={say} />
      </Fold>
      <Chips label={text('who_chosen')} items={chips} />
    </div>
  );
}

interface SayProps {
  said: Participant;
  say: (next: Partial<Participant>) => void;
}

/** "None with them" and "not said" are two things: only the first rules out a place that asks for a paper. */
function DocumentFields({ said, say }: SayProps) {
  const { text } = useTexts();
  return (
    <>
      <Choice<'' | 'none' | 'some'>
        label={text('who_documents')}
        value={said.documents === null ? '' : said.documents.length === 0 ? 'none' : 'some'}
        choices={[
          { value: '', label: text('not_said') },
          { value: 'none', label: text('documents_none') },
          { value: 'some', label: text('documents_some') },
        ]}
        onChange={(held) => {
          say({ documents: held === '' ? null : held === 'none' ? [] : ['photo-id'] });
        }}
      />
      {said.documents !== null && said.documents.length > 0 && (
        <CheckboxGroup
          className="ticks"
          value={[...said.documents]}
          onChange={(held) => {
            say({ documents: held });
          }}
        >
          <Label className="field-label">{text('documents_which')}</Label>
          {documents.map((id) => (
            <CheckboxField key={id} value={id}>
              <CheckboxButton className="tick">
                <TickBox />
                {text(`document_${id}`)}
              </CheckboxButton>
            </CheckboxField>
          ))}
        </CheckboxGroup>
      )}
    </>
  );
}

interface WholeNumberProps {
  label: string;
  value: number | null;
  most: number;
  onChange: (value: number | null) => void;
}

function WholeNumber({ label, value, most, onChange }: WholeNumberProps) {
  const id = useId();
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      <input
        id={id}
        className="input"
        inputMode="numeric"
        maxLength={3}
        {...quiet}
        value={value ?? ''}
        onChange={(event) => {
          const digits = event.target.value.replace(/\D/g, '');
          onChange(digits === '' ? null : Math.min(Number(digits), most));
        }}
      />
    </div>
  );
}

function saidChips(said: Participant, text: Text, say: SayProps['say']): ChipItem[] {
  const chips: ChipItem[] = [];
  const add = (key: string, label: string, taken: Partial<Participant>) => {
    chips.push({
      key,
      label,
      onRemove: () => {
        say(taken);
      },
    });
  };
  if (said.age !== null) add('age', text('said_age', { age: said.age }), { age: null });
  if (said.gender !== null) add('gender', text(`gender_${said.gender}`), { gender: null });
  if (said.children !== null) add('children', text('said_children', { count: said.children }), { children: null });
  if (said.pregnant) add('pregnant', text('who_pregnant'), { pregnant: false });
  if (said.pets) add('pets', text('who_pets'), { pets: false });
  if (said.documents !== null) {
    add('documents', text('said_documents', { count: said.documents.length }), { documents: null });
  }
  return chips;
}
