import { describe, expect, it } from 'vitest';
import { faultsOf, isWeekly } from './form';

const weekly = { freq: 'WEEKLY', byday: 'MO,FR', opens_at: '09:00', closes_at: '17:00' };
const monthly = { freq: 'MONTHLY', byday: '1MO', opens_at: 'noon' };

describe('hours in the agency’s form', () => {
  it('are edited where they are of every week alike', () => {
    expect(isWeekly(weekly)).toBe(true);
    expect(isWeekly({ ...weekly, interval: 1 })).toBe(true);
  });

  it('stay as they are where the form can’t show them whole', () => {
    for (const other of [monthly, { ...weekly, interval: 2 }, { ...weekly, bymonthday: '1' }, { ...weekly, count: 3 }, { ...weekly, byday: '2TU' }, { byday: 'MO' }]) expect(isWeekly(other)).toBe(false);
  });

  it('are no fault where nobody can mend them', () => {
    expect(Object.keys(faultsOf({ schedules: [monthly] }))).not.toContain('/schedules/0/opens_at');
    expect(Object.keys(faultsOf({ schedules: [{ ...weekly, opens_at: 'noon' }] }))).toContain('/schedules/0/opens_at');
  });
});
