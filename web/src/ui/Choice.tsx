import { useId } from 'react';
import { quiet } from './quiet';
import { Icon } from './Icon';

interface ChoiceProps<Value extends string> {
  label: string;
  value: Value;
  choices: readonly { value: Value; label: string }[];
  onChange: (value: Value) => void;
  disabled?: boolean;
}

/** One of many. The browser's own list: it works on every phone, and never lies over the way out. */
export function Choice<Value extends string>({ label, value, choices, onChange, disabled }: ChoiceProps<Value>) {
  const id = useId();
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      <div className="choice">
        <select
          id={id}
          value={value}
          disabled={disabled}
          autoComplete={quiet.autoComplete}
          onChange={(event) => {
            onChange(event.target.value as Value);
          }}
        >
          {choices.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.label}
            </option>
          ))}
        </select>
        <Icon name="chevron" />
      </div>
    </div>
  );
}
