import { Eye, EyeOff, Search } from 'lucide-react';
import { useId, useState } from 'react';
import { quiet } from '../../ui/quiet';
import { Keyboard } from '../Keyboard';
import { Page } from '../Page';
import { useTexts } from '../texts';
import { useKiosk } from '../visit';

/** Longer than any need is said in. */
const longest = 100;

/** Words instead of tiles, for those who want to. */
export function Write() {
  const { text } = useTexts();
  const { act } = useKiosk();
  const [words, setWords] = useState('');
  const [hidden, setHidden] = useState(false);
  const id = useId();
  const Sign = hidden ? Eye : EyeOff;
  return (
    <Page title={text('write_title')} hint={text('write_hint')}>
      <form
        className="write"
        autoComplete="off"
        onSubmit={(event) => {
          event.preventDefault();
          if (words.trim() !== '') act({ type: 'open', screen: { at: 'results', needs: [], group: null, words: words.trim() } });
        }}
      >
        <label htmlFor={id}>{text('write_field')}</label>
        <input
          id={id}
          className="write-field"
          data-hidden={hidden}
          value={words}
          maxLength={longest}
          // The keyboard is the page's own; the system's stays away.
          inputMode="none"
          {...quiet}
          onChange={(event) => {
            setWords(event.target.value);
          }}
        />
        <div className="write-touch">
          <button
            type="button"
            className="control"
            onClick={() => {
              setHidden(!hidden);
            }}
          >
            <Sign aria-hidden="true" />
            <span>{text(hidden ? 'write_show' : 'write_hide')}</span>
          </button>
          <button type="submit" className="control control-main">
            <Search aria-hidden="true" />
            <span>{text('write_find')}</span>
          </button>
        </div>
        <Keyboard
          value={words}
          onChange={(next) => {
            setWords(next.slice(0, longest));
          }}
        />
      </form>
    </Page>
  );
}
