const paths = {
  door: 'M13 4h6v16h-6M4 12h10m-4-4 4 4-4 4',
  phone: 'M6 4h3l2 5-2.5 1.5a11 11 0 0 0 5 5L15 13l5 2v3a2 2 0 0 1-2 2A15 15 0 0 1 4 6a2 2 0 0 1 2-2z',
  clock: 'M12 7v5l3 2M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z',
  pin: 'M12 21s7-6.2 7-11.5a7 7 0 0 0-14 0C5 14.8 12 21 12 21zm0-9a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z',
  check: 'M5 12.5 10 17.5 19 7',
  question: 'M9 9a3 3 0 1 1 4.2 2.7c-.8.4-1.2 1-1.2 1.8V14m0 3.5v.1',
  cross: 'M6 6l12 12M18 6 6 18',
  chevron: 'M6 9l6 6 6-6',
  back: 'M20 12H5m6-6-6 6 6 6',
  old: 'M12 8v4l2.5 1.5M4 12a8 8 0 1 0 2.5-5.8M4 4v4h4',
  plus: 'M12 5v14M5 12h14',
  person: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zm-7 8a7 7 0 0 1 14 0',
  speech: 'M4 5h16v11H9l-5 4z',
  language: 'M4 6h10M9 4v2m3 0c-1 4-4 7-8 8m2-5c1.5 2.5 4 4 6 4.5M12 20l4-9 4 9m-6.7-3h5.4',
  list: 'M9 6h11M9 12h11M9 18h11M4 6h.1M4 12h.1M4 18h.1',
  away: 'M5 5l14 14M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z',
  shield: 'M12 3l7 3v5c0 4.5-3 8-7 10-4-2-7-5.5-7-10V6z',
  moon: 'M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5z',
  turn: 'M4 8h13m-3-3 3 3-3 3M20 16H7m3-3-3 3 3 3',
  undo: 'M9 14 4 9l5-5M4 9h10a6 6 0 0 1 0 12h-3',
  bed: 'M3 19v-6h18v6M5 13V7h14v6M8 13v-2h8v2M3 16h18',
  search: 'M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zm5-1.5L20 20',
} as const;

export type IconName = keyof typeof paths;

/** A small drawn sign. Never alone: words stand beside it. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg className="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={paths[name]} />
    </svg>
  );
}
