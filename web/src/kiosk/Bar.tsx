import { ALargeSmall, ArrowLeft, Eraser, HandHelping, House, Languages, MoveDown, MoveUp, Shuffle, Sun, SunDim, type LucideIcon } from 'lucide-react';
import { shown } from './state';
import { useTexts, type MessageKey } from './texts';
import { useKiosk } from './visit';

/** The same on every page, in the same place: the way back, something else, and the way out. */
export function Bar() {
  const { text } = useTexts();
  const { visit, act, wipe } = useKiosk();
  const { words, dark, low } = visit.look;
  const first = visit.screens.length === 1;
  return (
    <nav className="bar" aria-label={text('bar_label')}>
      <div className="bar-first">
        {!first && <Control sign={ArrowLeft} turns name="back" onTouch={() => { act({ type: 'back' }); }} />}
        {visit.screens.length > 2 && <Control sign={House} name="start" onTouch={() => { act({ type: 'start' }); }} />}
        <Control sign={Shuffle} name="something_else" onTouch={() => { act({ type: 'something_else' }); }} />
        <Control sign={Eraser} name="finish" kind="finish" onTouch={wipe} />
      </div>
      <div className="bar-second">
        <Control sign={Languages} name="language_title" onTouch={() => { act({ type: 'open', screen: { at: 'languages' } }); }} />
        {shown(visit).at !== 'staff' && <Control sign={HandHelping} name="ask_staff" onTouch={() => { act({ type: 'open', screen: { at: 'staff', number: null } }); }} />}
        <Control sign={ALargeSmall} name={words === 'biggest' ? 'smaller_words' : 'bigger_words'} onTouch={() => { act({ type: 'look', look: { words: nextWords[words] } }); }} />
        <Control sign={dark ? Sun : SunDim} name={dark ? 'brighten' : 'darken'} onTouch={() => { act({ type: 'look', look: { dark: !dark } }); }} />
        <Control sign={low ? MoveUp : MoveDown} name={low ? 'move_up' : 'move_down'} kind="reach" onTouch={() => { act({ type: 'look', look: { low: !low } }); }} />
      </div>
    </nav>
  );
}

const nextWords = { normal: 'bigger', bigger: 'biggest', biggest: 'normal' } as const;

interface ControlProps {
  sign: LucideIcon;
  name: MessageKey;
  kind?: 'finish' | 'reach';
  /** Points along the line, and so the other way where lines run from the right. */
  turns?: boolean;
  onTouch: () => void;
}

function Control({ sign: Sign, name, kind, turns, onTouch }: ControlProps) {
  const { text } = useTexts();
  return (
    <button type="button" className="control" data-kind={kind} onClick={onTouch}>
      <Sign aria-hidden="true" data-turns={turns} />
      <span>{text(name)}</span>
    </button>
  );
}
