import type { DraftBody, FactLine, KnownBy } from '../api/agency';
import { useCatalogue } from '../state/use_catalogue';
import { labelIn } from '../text/locale';
import { Choice } from '../ui/Choice';
import { Segments } from '../ui/Segments';
import { factKey } from './form';
import { useAgencyTexts } from './texts';

interface FactsProps {
  lines: FactLine[];
  said: DraftBody['facts'];
  onChange: (said: DraftBody['facts']) => void;
}

/** What is so at the service: yes, no, or nothing said, and how it is known. */
export function Facts({ lines, said, onChange }: FactsProps) {
  const { text, language } = useAgencyTexts();
  const { facts } = useCatalogue();
  if (lines.length === 0) return null;
  return (
    <fieldset className="agency-part">
      <legend>{text('part_facts')}</legend>
      <p>{text('facts_hint')}</p>
      {lines.map((line) => {
        const key = factKey(line);
        const known = facts.find(({ id }) => id === line.fact);
        const now = said[key];
        const put = (value: 'yes' | 'no' | 'leave', known_by: KnownBy) => {
          const rest = Object.fromEntries(Object.entries(said).filter(([other]) => other !== key));
          onChange(value === 'leave' ? rest : { ...rest, [key]: { value, known_by } });
        };
        return (
          <div key={key} className="agency-fact">
            <Segments
              label={known === undefined ? line.label : labelIn(known.label, language)}
              value={now?.value ?? 'leave'}
              choices={[
                { value: 'yes', label: text('fact_yes') },
                { value: 'no', label: text('fact_no') },
                { value: 'leave', label: text(line.value === null ? 'fact_leave' : 'fact_keep') },
              ]}
              onChange={(value) => {
                put(value, now?.known_by ?? 'agency_statement');
              }}
            />
            {line.value !== null && <p>{text('fact_stands', { value: line.value, day: line.verified_on ?? 'none' })}</p>}
            {line.due_on !== null && <p className="quiet">{text('fact_due', { day: line.due_on })}</p>}
            {now !== undefined && (
              <Choice
                label={text('known_by')}
                value={now.known_by}
                choices={(['agency_statement', 'call_back', 'visit'] as const).map((value) => ({ value, label: text(`known_${value}`) }))}
                onChange={(known_by) => {
                  put(now.value, known_by);
                }}
              />
            )}
          </div>
        );
      })}
    </fieldset>
  );
}
