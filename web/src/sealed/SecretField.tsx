import { FieldError, Input, Label, Text, TextField } from 'react-aria-components';
import { quiet } from '../ui/quiet';

interface SecretFieldProps {
  label: string;
  description?: string;
  error?: string | null;
  shown: boolean;
  value: string;
  onChange: (value: string) => void;
}

/** A passphrase. Not a password field: for those browsers offer to remember what was typed. */
export function SecretField({ label, description, error, shown, value, onChange }: SecretFieldProps) {
  return (
    <TextField className="field" value={value} onChange={onChange} isInvalid={error != null}>
      <Label className="field-label">{label}</Label>
      {description !== undefined && (
        <Text slot="description" className="field-description">
          {description}
        </Text>
      )}
      <Input className={shown ? 'input' : 'input input-masked'} {...quiet} />
      {error != null && <FieldError className="field-error">{error}</FieldError>}
    </TextField>
  );
}
