import { CheckboxButton, CheckboxField } from 'react-aria-components';
import { Icon } from './Icon';

/** One thing that is so or isn't. */
export function Tick({ label, on, onChange }: { label: string; on: boolean; onChange: (on: boolean) => void }) {
  return (
    <CheckboxField isSelected={on} onChange={onChange}>
      <CheckboxButton className="tick">
        <TickBox />
        {label}
      </CheckboxButton>
    </CheckboxField>
  );
}

export function TickBox() {
  return (
    <span className="tick-box">
      <Icon name="check" />
    </span>
  );
}
