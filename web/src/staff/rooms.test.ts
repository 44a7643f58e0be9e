import { describe, expect, it } from 'vitest';
import type { Account } from '../api/types';
import { firstRoomOf, rooms, roomsOf } from './rooms';

const account: Account = {
  id: 'a',
  name: 'Ada',
  role: 'worker',
  organization_id: 'o',
  service_id: null,
  has_code: true,
  must_set_up_code: false,
};

describe('staff’s rooms', () => {
  it('are nobody’s without an account, and none is open before an authenticator is set up', () => {
    expect(roomsOf(null)).toEqual([]);
    expect(roomsOf({ ...account, role: 'reviewer', must_set_up_code: true })).toEqual([]);
  });

  it('leave a worker at the search', () => {
    expect(firstRoomOf(account)).toBeNull();
  });

  it('are entered only by who has them', () => {
    for (const { first, roles } of rooms) expect(roles).toEqual(expect.arrayContaining([...first]));
  });
});
