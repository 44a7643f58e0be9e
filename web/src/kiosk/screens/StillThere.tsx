import { useEffect, useRef, useState } from 'react';
import { useTexts } from '../texts';

interface StillThereProps {
  /** When the page is emptied, by this screen's clock. */
  wipedAt: number;
  onHere: () => void;
}

/** Over the page after a minute without a touch. One touch anywhere, or any key, and it goes on. */
export function StillThere({ wipedAt, onHere }: StillThereProps) {
  const { text } = useTexts();
  const button = useRef<HTMLButtonElement>(null);
  const [left, setLeft] = useState(() => secondsTo(wipedAt));
  useEffect(() => {
    const before = document.activeElement;
    button.current?.focus();
    const tick = window.setInterval(() => {
      setLeft(secondsTo(wipedAt));
    }, 250);
    return () => {
      window.clearInterval(tick);
      if (before instanceof HTMLElement) before.focus();
    };
  }, [wipedAt]);
  return (
    // The keys and touches are caught here for whoever sees no button; the button says it to everyone else.
    <div className="still-there" role="alertdialog" aria-modal="true" aria-labelledby="still-title" aria-describedby="still-hint" onClick={onHere} onKeyDown={onHere}>
      <h1 id="still-title">{text('idle_title')}</h1>
      <p id="still-hint">{text('idle_hint')}</p>
      <button ref={button} type="button" className="control control-main">
        <span>{text('idle_here')}</span>
      </button>
      <p>{text('idle_left', { count: left })}</p>
    </div>
  );
}

function secondsTo(moment: number): number {
  return Math.max(0, Math.ceil((moment - Date.now()) / 1000));
}
