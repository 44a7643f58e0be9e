import { lazy, type ComponentType, type LazyExoticComponent } from 'react';
import type { Account } from '../api/types';
import type { MessageKey } from '../text/texts';

type Role = Account['role'];

/** What one part of the page is for staff: loaded only when somebody of these roles opens it. */
export interface Room {
  id: string;
  label: MessageKey;
  /** Who has it. */
  roles: readonly Role[];
  /** Who begins in it, instead of at the search. */
  first: readonly Role[];
  /** What stands in the page's main part; it begins with its own h1. */
  Room: LazyExoticComponent<ComponentType<RoomProps>>;
}

export interface RoomProps {
  account: Account;
}

/** Every room but the search, which everybody has. */
export const rooms: readonly Room[] = [
  { id: 'agency', label: 'room_agency', roles: ['agency_editor'], first: ['agency_editor'], Room: room('AgencyRoom', () => import('../agency/AgencyRoom')) },
  { id: 'review', label: 'room_review', roles: ['reviewer'], first: ['reviewer'], Room: room('ReviewRoom', () => import('../review/ReviewRoom')) },
  { id: 'capacity', label: 'room_capacity', roles: ['agency_editor', 'capacity'], first: ['capacity'], Room: room('CapacityRoom', () => import('../capacity/CapacityRoom')) },
  { id: 'upkeep', label: 'room_upkeep', roles: ['reviewer', 'administrator'], first: [], Room: room('UpkeepRoom', () => import('../upkeep/UpkeepRoom')) },
  {
    id: 'accounts',
    label: 'room_accounts',
    roles: ['administrator', 'reviewer', 'agency_editor'],
    first: ['administrator'],
    Room: room('AccountsRoom', () => import('../accounts/AccountsRoom')),
  },
];

/** The load of a room, which a component has to export by that name. */
export function room<Name extends string>(name: Name, load: () => Promise<Record<Name, ComponentType<RoomProps>>>): Room['Room'] {
  return lazy(async () => ({ default: (await load())[name] }));
}

/** The rooms of an account, in their order; none without one, nor before an authenticator is set up. */
export function roomsOf(account: Account | null): readonly Room[] {
  if (account === null || account.must_set_up_code) return [];
  return rooms.filter(({ roles }) => roles.includes(account.role));
}

/** The room in which an account begins; null: at the search. */
export function firstRoomOf(account: Account | null): string | null {
  return roomsOf(account).find(({ first }) => account !== null && first.includes(account.role))?.id ?? null;
}
