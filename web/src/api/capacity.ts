import { get, post } from './client';

/** Calls and shapes of a night desk (/api/v1/capacity; shapes as in data/openapi/openapi.json). */

/** What is said of a service's beds now. */
export interface SaidCapacity {
  /** 0: full. */
  beds: number;
  said_at: string;
  until: string;
}

export interface OwnService {
  service_id: string;
  name: string;
  /** null: nothing is said, or it has expired. */
  capacity: SaidCapacity | null;
}

/** Services whose beds this account may tell. */
export async function ownCapacity(signal: AbortSignal): Promise<OwnService[]> {
  return (await get<{ services: OwnService[] }>('/api/v1/capacity', signal)).services;
}

/** In everybody's next answer; it ends by itself. */
export function sayCapacity(service_id: string, beds: number, minutes: number, signal: AbortSignal): Promise<SaidCapacity> {
  return post('/api/v1/capacity/say', { service_id, beds, minutes }, signal);
}

export function takeBackCapacity(service_id: string, signal: AbortSignal): Promise<void> {
  return post('/api/v1/capacity/take-back', { service_id }, signal);
}
