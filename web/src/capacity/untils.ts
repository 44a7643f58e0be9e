/** Hours of the clock at which a night changes: beds are let, people leave, an office opens. */
const clockHours = [23, 6, 9];
const shortestMinutes = 15;
/** What lies further than this is another night. */
const longestMinutes = 18 * 60;

/** A moment until which a word may count. */
export interface Until {
  key: 'in_1' | 'in_3' | 'today' | 'tomorrow';
  at: Date;
}

/** When a word on beds may end, the soonest first, by this browser's clock. */
export function untilsAt(now: Date): Until[] {
  const later: Until[] = [1, 3].map((hours) => ({ key: hours === 1 ? 'in_1' : 'in_3', at: new Date(now.getTime() + hours * 3_600_000) }));
  const clock = clockHours.map((hour): Until => {
    const at = new Date(now.getFullYear(), now.getMonth(), now.getDate(), hour);
    const isOver = at <= now;
    if (isOver) at.setDate(at.getDate() + 1);
    return { key: isOver ? 'tomorrow' : 'today', at };
  });
  return [...later, ...clock.filter(({ at }) => minutesUntil(at, now) >= shortestMinutes && minutesUntil(at, now) <= longestMinutes)].sort(
    (a, b) => a.at.getTime() - b.at.getTime(),
  );
}

/** Whole minutes from now; a minute begun counts, so that 23:00 doesn't become 22:59. */
export function minutesUntil(at: Date, now: Date): number {
  return Math.ceil((at.getTime() - now.getTime()) / 60_000);
}

/** Whether an instant is on another day than now, by this browser's clock. */
export function isAnotherDay(at: Date, now: Date): boolean {
  return at.toDateString() !== now.toDateString();
}
