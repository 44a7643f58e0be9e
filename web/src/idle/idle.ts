const minute = 60_000;
/** After this long without a touch or a key the page hides itself. */
export const hideAfterMs = 15 * minute;
/** For this long after that one press shows it again; then it is wiped. */
export const keepHiddenMs = 30 * minute;

export type Rest = { kind: 'awake' } | { kind: 'hidden'; wipedAt: number } | { kind: 'wiped' };

/**
 * How the page stands at a moment. Only the screen's clock is asked, never how often a timer ran: a laptop that
 * slept through the time finds its page hidden or gone when it wakes.
 */
export function restAt(lastUsedMs: number, nowMs: number): Rest {
  const hiddenAt = lastUsedMs + hideAfterMs;
  if (nowMs < hiddenAt) return { kind: 'awake' };
  const wipedAt = hiddenAt + keepHiddenMs;
  return nowMs < wipedAt ? { kind: 'hidden', wipedAt } : { kind: 'wiped' };
}
