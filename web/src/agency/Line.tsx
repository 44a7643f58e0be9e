import { FieldError, Input, Label, Text, TextArea, TextField } from 'react-aria-components';
import { quiet } from '../ui/quiet';

interface LineProps {
  label: string;
  hint?: string | undefined;
  tall?: boolean;
  most: number;
  value: string;
  error?: string | undefined;
  onChange: (value: string) => void;
}

/** A text field with its fault beside it; `tall`: of several lines. */
export function Line({ label, hint, tall, most, value, error, onChange }: LineProps) {
  return (
    <TextField className="field" value={value} onChange={onChange} maxLength={most} isInvalid={error !== undefined} validationBehavior="aria">
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
