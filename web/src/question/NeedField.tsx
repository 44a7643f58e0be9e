import { useSuggestions } from '../state/use_suggestions';
import { useCatalogue } from '../state/use_catalogue';
import { labelIn, useTexts } from '../text/texts';
import { Chips } from '../ui/Chips';
import { Picker, type PickerSection } from '../ui/Picker';
import { NeedBrowser } from './NeedBrowser';
import type { QuestionProps } from './props';

interface NeedFieldProps extends QuestionProps {
  onAsk: () => void;
  onOpenService: (id: string) => void;
}

/** What is needed, in anyone's words, from suggestions, or from the tree of needs. */
export function NeedField({ question, dispatch, onAsk, onOpenService }: NeedFieldProps) {
  const { text, language } = useTexts();
  const { needs } = useCatalogue();
  const found = useSuggestions(question.draft, language);
  const sections: PickerSection[] = [
    {
      id: 'need',
      title: text('suggest_needs'),
      items: found.needs.map(({ id, label, match }) => ({ id: `need:${id}`, label, note: match ?? undefined })),
    },
    { id: 'fact', title: text('suggest_facts'), items: found.facts.map(({ id, label }) => ({ id: `fact:${id}`, label })) },
    {
      id: 'service',
      title: text('suggest_services'),
      items: found.services.map(({ id, name, organization }) => ({ id: `service:${id}`, label: name, note: organization })),
    },
  ];

  const pick = (picked: string) => {
    const [kind, id] = splitKey(picked);
    dispatch({ type: 'draft', text: '' });
    if (kind === 'need') dispatch({ type: 'need', id, chosen: true });
    if (kind === 'fact') dispatch({ type: 'wish', fact: id, want: 'yes', strength: 'required' });
    if (kind === 'service') onOpenService(id);
  };

  const labelOf = (id: string) => {
    const need = needs.find((other) => other.id === id);
    return need === undefined ? id : labelIn(need.label, language);
  };

  return (
    <div className="need-field">
      <Picker
        className="picker-large"
        label={text('need_label')}
        description={text('need_description')}
        maxLength={500}
        value={question.draft}
        onChange={(draft) => {
          dispatch({ type: 'draft', text: draft });
        }}
        sections={sections}
        onPick={pick}
        onReturn={onAsk}
      />
      <Chips
        label={text('need_chosen')}
        items={question.needs.map((id) => ({
          key: id,
          label: labelOf(id),
          onRemove: () => {
            dispatch({ type: 'need', id, chosen: false });
          },
        }))}
      />
      <NeedBrowser question={question} dispatch={dispatch} />
    </div>
  );
}

function splitKey(key: string): [kind: string, id: string] {
  const colon = key.indexOf(':');
  return [key.slice(0, colon), key.slice(colon + 1)];
}
