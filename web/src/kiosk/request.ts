import type { SearchRequest } from '../api/types';
import { tonight } from '../state/request';
import { askedAge } from './ages';
import type { Wishes } from './state';

/** Results on a page. */
export const pageSize = 6;

export interface Asked {
  needs: readonly string[];
  words?: string;
  wishes: Wishes;
  /** Where the screen stands, if the operator said so. */
  near: { lat: number; lon: number } | null;
  language: string;
}

/** The search that these touches ask for. Public facts and "would like" only: nothing a kiosk asks is critical. `clock` is the screen's. */
export function requestOf({ needs, words = '', wishes, near, language }: Asked, clock: Date): SearchRequest {
  const request: SearchRequest = { language, limit: pageSize };
  if (needs.length > 0) request.needs = [...needs];
  if (words !== '') request.text = words;
  if (near !== null) request.near = { lat: near.lat, lon: near.lon };
  if (near !== null && wishes.near) request.order = 'nearest';
  if (wishes.tonight) request.when = tonight(clock);
  if (wishes.speaks !== null) request.languages = [{ code: wishes.speaks, strength: 'preferred' }];
  if (wishes.culture.length > 0) {
    request.constraints = wishes.culture.map((fact) => ({ fact, want: 'yes', strength: 'preferred' }));
  }
  if (wishes.age !== null || wishes.child) {
    request.participant = {
      ...(wishes.age === null ? {} : { age: askedAge(wishes.age) }),
      ...(wishes.child ? { children: 1 } : {}),
    };
  }
  return request;
}
