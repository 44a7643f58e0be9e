import { useEffect, useState } from 'react';
import { search } from '../api/client';
import { requestOf } from './request';
import { noWishes } from './state';
import { locales } from './texts';
import type { Decoys } from './visit';

/** Doors open and close meanwhile. */
const againMs = 5 * 60_000;
const none: Decoys = { food: [], library: [] };

/**
 * Real results for food and libraries in every language, fetched by the clock and never because of a touch, so that
 * "show something else" is there at once and no request tells that it was touched.
 */
export function useDecoys(near: { lat: number; lon: number } | null, ready: boolean): (language: string) => Decoys {
  const [decoys, setDecoys] = useState<ReadonlyMap<string, Decoys>>(new Map());
  const { lat, lon } = near ?? {};
  useEffect(() => {
    if (!ready) return;
    const controller = new AbortController();
    const point = lat === undefined || lon === undefined ? null : { lat, lon };
    const fetchAll = async () => {
      for (const { tag: language } of locales) {
        const of = async (need: string) => (await search(requestOf({ needs: [need], wishes: noWishes, near: point, language }, new Date()), controller.signal)).results;
        const [food, library] = await Promise.all([of('food'), of('school-work.library')]);
        setDecoys((before) => new Map([...before, [language, { food: food.slice(0, 3), library: library.slice(0, 3) }]]));
      }
    };
    // What can't be fetched now comes with the next round; until then the last ones stay.
    const round = () => void fetchAll().catch(() => undefined);
    round();
    const timer = window.setInterval(round, againMs);
    return () => {
      controller.abort();
      window.clearInterval(timer);
    };
  }, [lat, lon, ready]);
  return (language) => decoys.get(language) ?? none;
}
