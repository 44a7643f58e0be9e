import { useState } from 'react';
import { Button } from 'react-aria-components';

interface SureProps {
  label: string;
  /** What the first button is called, with whom it is about. */
  of: string;
  question: string;
  yes: string;
  no: string;
  onYes: () => void;
}

/** A button that asks once more before it does what it says. */
export function Sure({ label, of, question, yes, no, onYes }: SureProps) {
  const [asking, setAsking] = useState(false);
  if (!asking) {
    return (
      <Button
        className="button button-second"
        aria-label={of}
        onPress={() => {
          setAsking(true);
        }}
      >
        {label}
      </Button>
    );
  }
  return (
    <div role="group" aria-label={of} className="sure">
      <p>{question}</p>
      <div className="buttons">
        <Button
          autoFocus
          className="button button-main"
          onPress={() => {
            setAsking(false);
            onYes();
          }}
        >
          {yes}
        </Button>
        <Button
          className="button button-second"
          onPress={() => {
            setAsking(false);
          }}
        >
          {no}
        </Button>
      </div>
    </div>
  );
}
