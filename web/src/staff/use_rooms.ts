import { useState } from 'react';
import type { Account } from '../api/types';
import { firstRoomOf, roomsOf, type Room } from './rooms';

export interface Rooms {
  /** What this account has, besides the search. */
  all: readonly Room[];
  /** The one in sight; null: the search. */
  current: string | null;
  /** Those that were opened. They stay, out of sight, with what was typed in them. */
  opened: readonly string[];
  enter: (id: string | null) => void;
}

/** In which room somebody is. Another account begins in its own first room. */
export function useRooms(account: Account | null): Rooms {
  const first = firstRoomOf(account);
  const owner = `${account?.id ?? ''} ${first ?? ''}`;
  const begin = { owner, current: first, opened: first === null ? [] : [first] };
  const [kept, setKept] = useState(begin);
  const state = kept.owner === owner ? kept : begin;
  return {
    all: roomsOf(account),
    current: state.current,
    opened: state.opened,
    enter: (id) => {
      setKept({ owner, current: id, opened: id === null || state.opened.includes(id) ? state.opened : [...state.opened, id] });
    },
  };
}
