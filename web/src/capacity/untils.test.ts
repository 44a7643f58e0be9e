import { describe, expect, it } from 'vitest';
import { isAnotherDay, minutesUntil, untilsAt } from './untils';

const at = (hour: number, minute = 0) => new Date(2026, 10, 25, hour, minute);
const shown = (now: Date) => untilsAt(now).map(({ key, at: end }) => `${key} ${String(end.getHours())}:${String(end.getMinutes()).padStart(2, '0')}`);

describe('until when beds are told', () => {
  it('is an hour of this night or the next morning, or a while from now, the soonest first', () => {
    expect(shown(at(21, 10))).toEqual(['in_1 22:10', 'today 23:00', 'in_3 0:10', 'tomorrow 6:00', 'tomorrow 9:00']);
    expect(shown(at(2))).toEqual(['in_1 3:00', 'in_3 5:00', 'today 6:00', 'today 9:00']);
  });

  it('is never a time that has come, nor one in less than a quarter of an hour', () => {
    for (let minute = 0; minute < 24 * 60; minute += 7) {
      const now = at(0, minute);
      for (const { at: end } of untilsAt(now)) {
        expect(minutesUntil(end, now)).toBeGreaterThanOrEqual(15);
        expect(minutesUntil(end, now)).toBeLessThanOrEqual(24 * 60);
      }
    }
    expect(shown(at(22, 50))).not.toContain('today 23:00');
  });

  it('reaches the whole of its last minute', () => {
    expect(minutesUntil(at(23), new Date(2026, 10, 25, 21, 10, 35))).toBe(110);
  });

  it('says when it is on another day', () => {
    expect(isAnotherDay(at(23), at(21))).toBe(false);
    expect(isAnotherDay(new Date(2026, 10, 26, 6), at(21))).toBe(true);
  });
});
