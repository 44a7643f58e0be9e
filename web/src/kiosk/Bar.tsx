import { ALargeSmall, ArrowLeft, Eraser, HandHelping, House, Languages, MoveDown, MoveUp, Shuffle, Sun, SunDim, type LucideIcon } from 'lucide-react';
import { shown, type Screen } from './state';
import { useTexts, type MessageKey } from './texts';
import { useKiosk } from './visit';

/** The same on every page, in the same place: the way back, something else, and the way out. */
export function Bar() {
  const { visit, act, wipe } = useKiosk();
  const { words, dark, low } = visit.look;
  const { text } = useTexts();
  const { at } = shown(visit);
  const open = (screen: Screen) => () => {
    act({ type: 'open', screen });
  };
  return (
    <nav className="bar" aria-label={text('bar_label')}>
      <div className="bar-first">
        {/* Before the first tile was the language. */}
        <Control sign={ArrowLeft} turns name="back" onTouch={visit.screens.length > 1 ? () => { act({ type: 'back' }); } : open({ at: 'languages' })} />
        <Control sign={House} name="start" here={at === 'start'} onTouch={() => { act({ type: 'start' }); }} />
        <Control sign={Shuffle} name="something_else" here={at === 'else'} onTouch={() => { act({ type: 'something_else' }); }} />
        <Control sign={Eraser} name="finish" kind="finish" onTouch={wipe} />
      </div>
      <div className="bar-second">
        <Control sign={Languages} name="language_title" here={at === 'languages'} onTouch={open({ at: 'languages' })} />
        <Control sign={HandHelping} name="ask_staff" here={at === 'staff'} onTouch={open({ at: 'staff', number: null })} />
        <Control sign={ALargeSmall} name={words === 'biggest' ? 'smaller_words' : 'bigger_words'} onTouch={() => { act({ type: 'look', look: { words: nextWords[words] } }); }} />
        <Control sign={dark ? Sun : SunDim} name={dark ? 'brighten' : 'darken'} onTouch={() => { act({ type: 'look', look: { dark: !dark } }); }} />
        <Control sign={low ? MoveUp : MoveDown} name={low ? 'move_up' : 'move_down'} onTouch={() => { act({ type: 'look', look: { low: !low } }); }} />
      </div>
    </nav>
  );
}

const nextWords = { normal: 'bigger', bigger: 'biggest', biggest: 'normal' } as const;

interface ControlProps {
  sign: LucideIcon;
  name: MessageKey;
  kind?: 'finish';
  /** Leads to the page that is shown. */
  here?: boolean;
  /** Points along the line, and so the other way where lines run from the right. */
  turns?: boolean;
  onTouch: () => void;
}

function Control({ sign: Sign, name, kind, here, turns, onTouch }: ControlProps) {
  const { text } = useTexts();
  return (
    <button type="button" className="control" data-kind={kind} aria-current={here === true ? 'page' : undefined} onClick={onTouch}>
      <Sign aria-hidden="true" data-turns={turns} />
      <span>{text(name)}</span>
    </button>
  );
}
