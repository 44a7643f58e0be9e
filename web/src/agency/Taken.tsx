import type { Cost, Gender, Members } from '../api/agency';
import { Choice } from '../ui/Choice';
import { Tick } from '../ui/Tick';
import { Line } from './Line';
import { useAgencyTexts } from './texts';

interface PartProps {
  members: Members;
  errors: Partial<Record<string, string>>;
  onChange: (next: Members) => void;
}

const genders: readonly Gender[] = ['women', 'men', 'non-binary', 'all'];

/** Whom it takes, as search tests it: what isn't ticked isn't said. */
export function Taken({ members, errors, onChange }: PartProps) {
  const { text } = useAgencyTexts();
  const taken = members.genders ?? [];
  return (
    <div role="group" aria-label={text('genders')} data-pointer="/genders">
      <p className="field-label">{text('genders')}</p>
      <p className="hint">{text('genders_note')}</p>
      <div className="buttons">
        {genders.map((gender) => (
          <Tick
            key={gender}
            label={text(`gender_${gender}`)}
            on={taken.includes(gender)}
            onChange={(on) => {
              const next = genders.filter((other) => (other === gender ? on : taken.includes(other)));
              onChange({ genders: next.length === 0 ? null : next });
            }}
          />
        ))}
      </div>
      <div data-pointer="/all_ages">
        <Tick label={text('all_ages')} on={members.all_ages === true} onChange={(on) => { onChange({ all_ages: on ? true : null }); }} />
      </div>
      {errors['/all_ages'] !== undefined && <p className="field-error">{errors['/all_ages']}</p>}
    </div>
  );
}

/** Nothing has to be brought: said, not left open. */
export function NoPapers({ members, onChange }: Omit<PartProps, 'errors'>) {
  const { text } = useAgencyTexts();
  const papers = members.required_documents ?? [];
  return (
    <Tick
      label={text('no_papers')}
      on={papers.length === 1 && papers[0]?.document === 'None'}
      onChange={(on) => {
        onChange({ required_documents: on ? [{ document: 'None' }] : [] });
      }}
    />
  );
}

/** What it costs; that it is free is a fact that people ask for, and is stated with it. */
export function CostPart({ members, errors, onChange }: Omit<PartProps, 'onChange'> & { onChange: (next: Members, free?: 'yes' | 'no' | null) => void }) {
  const { text } = useAgencyTexts();
  const cost = members.cost ?? null;
  const put = (kind: Cost['kind'] | 'unsaid') => {
    const next: Cost | null = kind === 'unsaid' ? null : kind === 'amount' ? { kind, amount: null, currency: 'CAD' } : { kind };
    onChange({ cost: next }, kind === 'unsaid' ? null : kind === 'free' ? 'yes' : 'no');
  };
  return (
    <>
      <Choice label={text('cost')} value={cost?.kind ?? 'unsaid'} choices={(['unsaid', 'free', 'sliding', 'amount'] as const).map((kind) => ({ value: kind, label: text(`cost_${kind}`) }))} onChange={put} />
      {cost?.kind === 'amount' && (
        <>
          <Line
            label={text('cost_how_much')}
            most={12}
            commits
            pointer="/cost/amount"
            value={cost.amount == null ? '' : String(cost.amount)}
            error={errors['/cost/amount']}
            onChange={(typed) => {
              const amount = Number(typed.replace(',', '.').trim());
              onChange({ cost: { ...cost, amount: typed.trim() === '' || !Number.isFinite(amount) ? null : amount } });
            }}
          />
          <Line label={text('cost_currency')} most={3} pointer="/cost/currency" value={cost.currency ?? ''} error={errors['/cost/currency']} onChange={(currency) => { onChange({ cost: { ...cost, currency: currency.toUpperCase() } }); }} />
        </>
      )}
    </>
  );
}
