const minute = 60_000;

export interface IdleTimes {
  /** After this long without a touch or a key the page hides itself. */
  hideAfterMs: number;
  /** For this long after that one press shows it again; then it is wiped. */
  keepHiddenMs: number;
  /** How often the clock is looked at. */
  lookEveryMs: number;
}

export const deskTimes: IdleTimes = { hideAfterMs: 15 * minute, keepHiddenMs: 30 * minute, lookEveryMs: 5_000 };

/** A shared screen: asked after a minute, empty half a minute later. Half a second early, so that neither comes late. */
export const kioskTimes: IdleTimes = { hideAfterMs: 59_500, keepHiddenMs: 30_000, lookEveryMs: 200 };

export type Rest = { kind: 'awake' } | { kind: 'hidden'; wipedAt: number } | { kind: 'wiped' };

/**
 * How the page stands at a moment. Only the screen's clock is asked, never how often a timer ran: a laptop that
 * slept through the time finds its page hidden or gone when it wakes.
 */
export function restAt(lastUsedMs: number, nowMs: number, { hideAfterMs, keepHiddenMs } = deskTimes): Rest {
  const hiddenAt = lastUsedMs + hideAfterMs;
  if (nowMs < hiddenAt) return { kind: 'awake' };
  const wipedAt = hiddenAt + keepHiddenMs;
  return nowMs < wipedAt ? { kind: 'hidden', wipedAt } : { kind: 'wiped' };
}
