import { ArrowBigUp, Delete, Eraser, Space } from 'lucide-react';
import { useState } from 'react';
import { rowsOf } from './layouts';
import { useTexts } from './texts';

interface KeyboardProps {
  value: string;
  onChange: (value: string) => void;
}

/** A keyboard of the page's own: it learns nothing, suggests nothing and shows no larger copy of a key. */
export function Keyboard({ value, onChange }: KeyboardProps) {
  const { text, locale } = useTexts();
  const [shift, setShift] = useState(false);
  const type = (key: string) => {
    onChange(value + key);
    setShift(false);
  };
  return (
    <div className="keyboard" role="group" aria-label={text('keyboard')} dir={locale.direction}>
      {rowsOf(locale.tag, shift).map((row, index) => (
        <div key={index} className="keys">
          {row.map((key, place) => (
            <button
              key={`${key} ${place}`}
              type="button"
              className="key"
              onClick={() => {
                type(key);
              }}
            >
              {key}
            </button>
          ))}
        </div>
      ))}
      <div className="keys">
        <button
          type="button"
          className="key key-wide"
          aria-pressed={shift}
          onClick={() => {
            setShift(!shift);
          }}
        >
          <ArrowBigUp aria-hidden="true" />
          <span>{text('key_shift')}</span>
        </button>
        <button
          type="button"
          className="key key-space"
          onClick={() => {
            type(' ');
          }}
        >
          <Space aria-hidden="true" />
          <span>{text('key_space')}</span>
        </button>
        <button
          type="button"
          className="key key-wide"
          onClick={() => {
            // By what is seen as one letter, with its marks.
            const letters = [...new Intl.Segmenter(locale.intl).segment(value)];
            onChange(letters.slice(0, -1).map(({ segment }) => segment).join(''));
          }}
        >
          <Delete aria-hidden="true" data-turns="true" />
          <span>{text('key_delete')}</span>
        </button>
        <button
          type="button"
          className="key key-wide"
          onClick={() => {
            onChange('');
          }}
        >
          <Eraser aria-hidden="true" />
          <span>{text('key_clear')}</span>
        </button>
      </div>
    </div>
  );
}
