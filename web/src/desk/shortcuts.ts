import { useEffect, useRef } from 'react';

/** Keys of the desk. Function keys: they write nothing, and no screen reader or browser takes these. */
export const shortcuts = { tonight: 'F2', question: 'F4', turn: 'F8', undo: 'F9' } as const;

export type Shortcut = keyof typeof shortcuts;

/** Each key does what its button does; one without an action does nothing. */
export function useShortcuts(actions: Partial<Record<Shortcut, () => void>>): void {
  const latest = useRef(actions);
  useEffect(() => {
    latest.current = actions;
  });
  useEffect(() => {
    const keyDown = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey || event.repeat) return;
      const name = (Object.keys(shortcuts) as Shortcut[]).find((other) => shortcuts[other] === event.key);
      const act = name === undefined ? undefined : latest.current[name];
      // During a check-in, or hidden, the desk isn't there to act on.
      if (act === undefined || !deskIsSeen()) return;
      event.preventDefault();
      act();
    };
    document.addEventListener('keydown', keyDown);
    return () => {
      document.removeEventListener('keydown', keyDown);
    };
  }, []);
}

function deskIsSeen(): boolean {
  return [...document.querySelectorAll('main.desk, main.participant')].some((screen) => screen.checkVisibility());
}
