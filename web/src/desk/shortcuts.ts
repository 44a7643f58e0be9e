import { useEffect, useRef } from 'react';

/** Keys of the desk. Function keys: they write nothing, and no screen reader or browser takes these. */
export const shortcuts = { tonight: 'F2', question: 'F4', turn: 'F8', undo: 'F9' } as const;

export type Shortcut = keyof typeof shortcuts;

/** Each key does what its button does; one without an action does nothing. */
export function useShortcuts(actions: Partial<Record<Shortcut, () => void>>): void {
  const byKey = Object.fromEntries((Object.keys(actions) as Shortcut[]).map((name) => [shortcuts[name], actions[name]]));
  // During a check-in, or hidden, the desk isn't there to act on.
  useFunctionKeys(byKey, 'main.desk, main.participant');
}

/**
 * Function keys for a part of the page, each by its own name ("F2").
 * @param screen selects what has to be in sight for them to act.
 */
export function useFunctionKeys(actions: Partial<Record<string, (() => void) | undefined>>, screen: string): void {
  const latest = useRef(actions);
  useEffect(() => {
    latest.current = actions;
  });
  useEffect(() => {
    const keyDown = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey || event.repeat) return;
      const act = latest.current[event.key];
      if (act === undefined || ![...document.querySelectorAll(screen)].some((part) => part.checkVisibility())) return;
      event.preventDefault();
      act();
    };
    document.addEventListener('keydown', keyDown);
    return () => {
      document.removeEventListener('keydown', keyDown);
    };
  }, [screen]);
}
