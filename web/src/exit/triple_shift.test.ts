import { describe, expect, it } from 'vitest';
import { TripleShift } from './triple_shift';

const press = (shift: TripleShift, atMs: number) => {
  shift.keyDown('Shift');
  return shift.keyUp('Shift', atMs);
};

describe('Shift three times', () => {
  it('counts to three within five seconds', () => {
    const shift = new TripleShift();
    expect([press(shift, 0), press(shift, 2000), press(shift, 4900)]).toEqual([1, 2, 3]);
  });

  it('forgets a press after five seconds', () => {
    const shift = new TripleShift();
    press(shift, 0);
    press(shift, 3000);
    expect(press(shift, 5100)).toBe(2);
    expect(shift.count(20000)).toBe(0);
  });

  it('is not set off by capital letters', () => {
    const shift = new TripleShift();
    for (let at = 0; at < 10; at++) {
      shift.keyDown('Shift');
      shift.keyDown('A');
      shift.keyUp('A', at);
      expect(shift.keyUp('Shift', at)).toBe(0);
    }
  });

  it('starts again after any other key', () => {
    const shift = new TripleShift();
    press(shift, 0);
    press(shift, 10);
    shift.keyDown('Tab');
    shift.keyUp('Tab', 20);
    expect(press(shift, 30)).toBe(1);
  });
});
