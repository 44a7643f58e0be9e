import type { SpokenLanguage } from '../api/agency';
import { Choice } from '../ui/Choice';
import { Line } from './Line';
import { without } from './form';
import { useAgencyTexts } from './texts';

const offers = ['unsaid', 'staff', 'staff_sometimes', 'interpreter_on_site', 'interpreter_by_phone', 'phone_line'] as const;

interface LanguagesProps {
  value: SpokenLanguage[];
  error: string | undefined;
  onChange: (value: SpokenLanguage[]) => void;
}

/** Which languages, one a line, and how each is offered. */
export function Languages({ value, error, onChange }: LanguagesProps) {
  const { text } = useAgencyTexts();
  const nameOf = ({ name, code }: SpokenLanguage) => name ?? code ?? '';
  return (
    <>
      <Line
        tall
        label={text('languages')}
        most={2000}
        pointer="/languages"
        value={value.map(nameOf).join('\n')}
        error={error}
        onChange={(typed) => {
          onChange(typed === '' ? [] : typed.split('\n').map((name) => value.find((one) => nameOf(one) === name) ?? { name }));
        }}
      />
      {value.map((spoken, at) =>
        nameOf(spoken).trim() === '' ? null : (
          <Choice
            key={at}
            label={text('offer', { language: nameOf(spoken) })}
            value={offers.find((offer) => offer === spoken.offer) ?? 'unsaid'}
            choices={offers.map((offer) => ({ value: offer, label: text(`offer_${offer}`) }))}
            onChange={(offer) => {
              const rest = without(spoken, 'offer') as SpokenLanguage;
              onChange(value.map((each, other) => (other === at ? (offer === 'unsaid' ? rest : { ...rest, offer }) : each)));
            }}
          />
        ),
      )}
    </>
  );
}
