import { useEffect, useRef, useState, type RefObject } from 'react';
import { mapFile } from '../api/client';
import { useCatalogue } from '../state/use_catalogue';
import { useTexts } from '../text/texts';
import type { Point } from './projection';
import type { StreetMap } from './street_map';
import type { View } from './view';

export interface Streets {
  /** Where they are drawn into; null where there is no map file. */
  container: RefObject<HTMLDivElement | null> | null;
  /** While they are on their way: the size of the file. */
  fetchedBytes: number | null;
  /** What they show; null until they do. Without WebGL they never do. */
  view: View | null;
  /** Whose map it is, in the file's own words. */
  attribution: string;
}

/** Fetched whole, once, at the first map that is opened: which part is looked at stays here. */
let file: Promise<ArrayBuffer> | null = null;

function fileOnce(): Promise<ArrayBuffer> {
  file ??= mapFile().catch((error: unknown) => {
    file = null;
    throw error;
  });
  return file;
}

/** The streets around a point, where the operator has a map file. What goes wrong with them leaves the drawn map. */
export function useStreets(centre: Point, reach: number): Streets {
  const { map: available } = useCatalogue();
  const { text, language } = useTexts();
  const container = useRef<HTMLDivElement | null>(null);
  const map = useRef<StreetMap | null>(null);
  const shown = useRef({ centre, reach });
  const [view, setView] = useState<View | null>(null);
  const [attribution, setAttribution] = useState('');
  const [failed, setFailed] = useState(false);
  const words = { label: text('map_streets_label'), wheel: text('map_wheel'), touch: text('map_touch') };
  const said = useRef(words);
  useEffect(() => {
    said.current = words;
  });

  useEffect(() => {
    if (available === null) return;
    let gone = false;
    const start = async () => {
      const [{ openMapFile, startStreetMap }, bytes] = await Promise.all([import('./street_map'), fileOnce()]);
      setAttribution(await openMapFile(bytes));
      if (gone || container.current === null) return;
      map.current = startStreetMap({
        ...shown.current,
        container: container.current,
        language,
        words: said.current,
        onView: setView,
      });
    };
    start().catch(() => {
      if (!gone) setFailed(true);
    });
    return () => {
      gone = true;
      map.current?.remove();
      map.current = null;
      setView(null);
    };
  }, [available, language]);

  const { lat, lon } = centre;
  useEffect(() => {
    shown.current = { centre: { lat, lon }, reach };
    map.current?.show({ lat, lon }, reach);
  }, [lat, lon, reach]);

  const fetchedBytes = view === null && !failed ? (available?.bytes ?? null) : null;
  return { container: available === null ? null : container, fetchedBytes, view, attribution };
}
