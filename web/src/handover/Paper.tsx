import { createPortal } from 'react-dom';
import type { HandOver, Language } from '../api/types';
import { useTexts } from '../text/texts';

export type PaperSize = 'a4' | 'letter' | 'wallet';

/** The worker who stays the contact, as typed a moment ago. In this page's memory only. */
export interface StaysContact {
  name: string;
  number: string;
}

interface PaperProps {
  card: HandOver['card'];
  language: Language;
  stays: StaysContact;
  size: PaperSize;
}

/** What the printer gets while a hand-over is open: a plain card without address, date or need. */
export function Paper(props: PaperProps) {
  const paper = document.getElementById('paper');
  return paper === null ? null : createPortal(<Card {...props} />, paper);
}

export function Card({ card, language: own, stays, size }: PaperProps) {
  const { text } = useTexts();
  const contact = [stays.name.trim(), stays.number.trim()].filter((part) => part !== '').join(', ');
  return (
    <div className="hand-card" data-size={size} lang={own}>
      <p className="hand-card-title">{card.title}</p>
      <dl>
        {card.lines.map(({ label, text: words, language }) => (
          <div key={`${label} ${words}`}>
            <dt>{label}</dt>
            <dd lang={language ?? undefined}>{words}</dd>
          </div>
        ))}
        {contact !== '' && (
          <div>
            <dt>{text('card_stays')}</dt>
            <dd>{contact}</dd>
          </div>
        )}
      </dl>
    </div>
  );
}
