import { useState } from 'react';
import { Button, Form, Input, Label, TextField } from 'react-aria-components';
import { quiet } from '../ui/quiet';
import { useCapacityTexts } from './texts';

/** Numbers that are one tap away; a larger one is typed. */
const taps = [1, 2, 3, 4, 5, 6, 7, 8];
const mostBeds = 99;

/** The first tap: how many beds. */
export function HowMany({ name, onChoose }: { name: string; onChoose: (beds: number) => void }) {
  const { text } = useCapacityTexts();
  const [typing, setTyping] = useState(false);
  const [typed, setTyped] = useState('');
  const number = /^\d{1,2}$/.test(typed.trim()) ? Number(typed) : null;
  return (
    <div role="group" aria-label={text('how_many_of', { name })}>
      <h3>{text('how_many')}</h3>
      <div className="capacity-numbers">
        {[0, ...taps].map((beds) => (
          <Button
            key={beds}
            className="capacity-number"
            data-full={beds === 0}
            aria-label={text('beds', { beds })}
            onPress={() => {
              onChoose(beds);
            }}
          >
            {beds === 0 ? text('full') : beds}
          </Button>
        ))}
        {!typing && (
          <Button
            className="capacity-number capacity-more"
            onPress={() => {
              setTyping(true);
            }}
          >
            {text('more', { from: taps.length + 1 })}
          </Button>
        )}
      </div>
      {typing && (
        <Form
          className="capacity-typed"
          onSubmit={(event) => {
            event.preventDefault();
            if (number !== null && number <= mostBeds) onChoose(number);
          }}
        >
          <TextField className="field" value={typed} onChange={setTyped} autoFocus>
            <Label>{text('more_label')}</Label>
            <Input {...quiet} inputMode="numeric" maxLength={2} />
          </TextField>
          <Button type="submit" className="button button-main" isDisabled={number === null}>
            {text('more_do')}
          </Button>
        </Form>
      )}
    </div>
  );
}
