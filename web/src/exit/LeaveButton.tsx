import { useEffect, useState } from 'react';
import { useTexts } from '../text/texts';
import { Icon } from '../ui/Icon';
import { leave } from './exit';
import { pressesToLeave, TripleShift } from './triple_shift';

/** Always in sight, at every scroll position. A form, so that it works even where a script broke. */
export function LeaveButton() {
  const { text } = useTexts();
  const presses = useShiftPresses(leave);
  return (
    <form
      className="leave"
      method="post"
      action="/exit"
      onSubmit={(event) => {
        event.preventDefault();
        leave();
      }}
    >
      <button className="leave-button" aria-describedby="leave-hint">
        <Icon name="door" />
        <span>{text('leave')}</span>
      </button>
      <span id="leave-hint" hidden>
        {text('leave_hint')}
      </span>
      <span className="leave-dots" data-shown={presses > 0} aria-hidden="true">
        {Array.from({ length: pressesToLeave }, (_, index) => (
          <span key={index} className="leave-dot" data-on={index < presses} />
        ))}
      </span>
      <span role="status" className="visually-hidden">
        {presses > 0 && presses < pressesToLeave ? text('leave_shift', { count: pressesToLeave - presses }) : ''}
      </span>
    </form>
  );
}

function useShiftPresses(onThird: () => void): number {
  const [presses, setPresses] = useState(0);
  useEffect(() => {
    const shift = new TripleShift();
    const keyDown = (event: KeyboardEvent) => {
      if (!event.repeat) shift.keyDown(event.key);
    };
    const keyUp = (event: KeyboardEvent) => {
      const count = shift.keyUp(event.key, performance.now());
      if (count === pressesToLeave) onThird();
      else setPresses(count);
    };
    const fade = window.setInterval(() => {
      setPresses(shift.count(performance.now()));
    }, 500);
    // In the capture phase, so that no open list or field keeps the keys to itself.
    document.addEventListener('keydown', keyDown, true);
    document.addEventListener('keyup', keyUp, true);
    return () => {
      window.clearInterval(fade);
      document.removeEventListener('keydown', keyDown, true);
      document.removeEventListener('keyup', keyUp, true);
    };
  }, [onThird]);
  return presses;
}
