import { Button } from 'react-aria-components';
import type { Closure } from '../api/agency';
import { Choice } from '../ui/Choice';
import { Line } from './Line';
import { without } from './form';
import { useAgencyTexts } from './texts';

interface ClosuresProps {
  value: Closure[];
  errors: Partial<Record<string, string>>;
  onChange: (closures: Closure[]) => void;
}

/** Days on which it is closed, or open at other times than every week. */
export function Closures({ value, errors, onChange }: ClosuresProps) {
  const { text } = useAgencyTexts();
  return (
    <fieldset className="agency-part">
      <legend>{text('closures')}</legend>
      <p>{text('closures_note')}</p>
      {value.map((closure, at) => {
        const put = (next: Closure) => {
          onChange(value.map((each, other) => (other === at ? next : each)));
        };
        const line = (member: 'first' | 'last' | 'opens_at' | 'closes_at') => (
          <Line
            label={text(`closure_${member}`)}
            most={10}
            pointer={`/closures/${at}/${member}`}
            value={closure[member] ?? ''}
            error={errors[`/closures/${at}/${member}`]}
            onChange={(next) => {
              put({ ...closure, [member]: next });
            }}
          />
        );
        return (
          <fieldset key={at} className="agency-entry">
            <legend>{text('closure_line', { n: at + 1 })}</legend>
            {line('first')}
            {line('last')}
            <Choice
              label={text('closure_kind')}
              value={closure.kind}
              choices={(['all', 'open', 'intake', 'meal', ...(closure.kind === 'staff_on_call' ? (['staff_on_call'] as const) : [])] as const).map((kind) => ({ value: kind, label: text(`closure_of_${kind}`) }))}
              onChange={(kind) => {
                put({ ...closure, kind });
              }}
            />
            <Choice
              label={text('closure_effect')}
              value={closure.effect}
              choices={(['closed', 'special'] as const).map((effect) => ({ value: effect, label: text(`effect_${effect}`) }))}
              onChange={(effect) => {
                put(effect === 'closed' ? { ...without(without(closure, 'opens_at'), 'closes_at'), effect } : { ...closure, effect, opens_at: '', closes_at: '' });
              }}
            />
            {closure.effect === 'special' && line('opens_at')}
            {closure.effect === 'special' && line('closes_at')}
            <Button className="button button-second" onPress={() => { onChange(value.filter((_, other) => other !== at)); }}>
              {text('closure_remove', { n: at + 1 })}
            </Button>
          </fieldset>
        );
      })}
      <Button className="button button-second" onPress={() => { onChange([...value, { first: '', last: '', kind: 'all', effect: 'closed' }]); }}>
        {text('closure_add')}
      </Button>
    </fieldset>
  );
}
