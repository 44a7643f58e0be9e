import { useState } from 'react';
import { FieldError, Input, Label, Text, TextArea, TextField } from 'react-aria-components';
import { quiet } from '../ui/quiet';

interface LineProps {
  label: string;
  hint?: string | undefined;
  tall?: boolean;
  /** Tells its value once it is left: what is half typed is no value. */
  commits?: boolean;
  most: number;
  value: string;
  error?: string | undefined;
  /** Which of the form's members it is: the summary of faults leads here. */
  pointer?: string;
  onChange: (value: string) => void;
}

/** A text field with its fault beside it; `tall`: of several lines. */
export function Line({ label, hint, tall, commits, most, value, error, pointer, onChange }: LineProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const events =
    commits === true
      ? {
          value: typed ?? value,
          onChange: setTyped,
          onBlur: () => {
            if (typed !== null) onChange(typed);
            setTyped(null);
          },
        }
      : { value, onChange };
  return (
    <TextField className="field" data-pointer={pointer} {...events} maxLength={most} isInvalid={error !== undefined} validationBehavior="aria">
      <Label className="field-label">{label}</Label>
      {hint !== undefined && (
        <Text slot="description" className="field-description">
          {hint}
        </Text>
      )}
      {tall === true ? <TextArea className="input" rows={3} {...quiet} /> : <Input className="input" {...quiet} />}
      {error !== undefined && <FieldError className="field-error">{error}</FieldError>}
    </TextField>
  );
}
