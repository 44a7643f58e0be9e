import { Input, Label, TextField } from 'react-aria-components';
import { useTexts } from '../text/texts';
import { quiet } from '../ui/quiet';

/** The worker who stays the contact, as typed a moment ago. In this page's memory only. */
export interface StaysContact {
  name: string;
  number: string;
}

interface StaysFieldsProps {
  stays: StaysContact;
  onChange: (stays: StaysContact) => void;
}

/** Who stays the person's contact, if they want one. Typed now, on the card, and nowhere else. */
export function StaysFields({ stays, onChange }: StaysFieldsProps) {
  const { text } = useTexts();
  return (
    <>
      <p>{text('stays_hint')}</p>
      <div className="pair pair-even">
        <TextField
          className="field"
          value={stays.name}
          maxLength={40}
          onChange={(name) => {
            onChange({ ...stays, name });
          }}
        >
          <Label className="field-label">{text('stays_name')}</Label>
          <Input className="input" {...quiet} />
        </TextField>
        <TextField
          className="field"
          value={stays.number}
          maxLength={30}
          onChange={(number) => {
            onChange({ ...stays, number });
          }}
        >
          <Label className="field-label">{text('stays_number')}</Label>
          <Input className="input" inputMode="tel" {...quiet} />
        </TextField>
      </div>
    </>
  );
}
