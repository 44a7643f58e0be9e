import { Label, RadioButton, RadioField, RadioGroup } from 'react-aria-components';

interface SegmentsProps<Choice extends string> {
  label: string;
  labelHidden?: boolean;
  value: Choice;
  /** `language`: the label's own, where it is another than the page's. */
  choices: readonly { value: Choice; label: string; language?: string }[];
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
            <RadioButton className="segment">{choice.language === undefined ? choice.label : <span lang={choice.language}>{choice.label}</span>}</RadioButton>
          </RadioField>
        ))}
      </div>
    </RadioGroup>
  );
}
