import type { HandOver } from '../api/types';
import { directionOf } from '../text/locale';

export type PaperSize = 'a4' | 'letter' | 'wallet';

interface CardProps {
  card: HandOver['card'];
  /** Of the labels; each line may say another for its words. */
  language: string;
  size: PaperSize;
}

/** A plain card without address, date or need. */
export function Card({ card, language: own, size }: CardProps) {
  return (
    <div className="hand-card" data-size={size} lang={own} dir={directionOf(own)}>
      <p className="hand-card-title">{card.title}</p>
      <dl>
        <CardLines lines={card.lines} />
      </dl>
    </div>
  );
}

/** What stands in the list of a card. */
export function CardLines({ lines }: { lines: HandOver['card']['lines'] }) {
  return lines.map(({ label, text: words, language }) => (
    <div key={`${label} ${words}`}>
      <dt>{label}</dt>
      <dd lang={language ?? undefined}>
        <bdi>{words}</bdi>
      </dd>
    </div>
  ));
}
