import { Label, RadioButton, RadioField, RadioGroup } from 'react-aria-components';

interface SegmentsProps<Choice extends string> {
  label: string;
  labelHidden?: boolean;
  value: Choice;
  choices: readonly { value: Choice; label: string }[];
  onChange: (value: Choice) => void;
}

/** One of a few, all in sight. */
export function Segments<Choice extends string>({ label, labelHidden, value, choices, onChange }: SegmentsProps<Choice>) {
  return (
    <RadioGroup
      className="segments"
      orientation="horizontal"
      value={value}
      onChange={(next) => {
        onChange(next as Choice);
      }}
    >
      <Label className={labelHidden === true ? 'visually-hidden' : 'field-label'}>{label}</Label>
      <div className="segments-row">
        {choices.map((choice) => (
          <RadioField key={choice.value} value={choice.value}>
            <RadioButton className="segment">{choice.label}</RadioButton>
          </RadioField>
        ))}
      </div>
    </RadioGroup>
  );
}
