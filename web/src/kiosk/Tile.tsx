import { Check, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { useIsRead } from './reading';

interface TileProps {
  sign: LucideIcon;
  label: string;
  /** Shown instead of the label, where it has parts with their own direction or language. */
  children?: ReactNode;
  /** Where it can be on or off. */
  pressed?: boolean;
  /** large: the first ones of a page. */
  size?: 'large' | 'small';
  tint?: 'warm' | 'sky' | 'leaf' | 'rose';
  onTouch: () => void;
}

/** A sign and a word, large enough for any finger. */
export function Tile({ sign: Sign, label, children, pressed, size, tint, onTouch }: TileProps) {
  const read = useIsRead(label);
  return (
    <button type="button" className="tile" data-size={size} data-tint={tint} data-read={read} aria-pressed={pressed} onClick={onTouch}>
      <span className="tile-sign">
        <Sign aria-hidden="true" />
        {pressed === true && <Check className="tile-check" aria-hidden="true" />}
      </span>
      <span className="tile-word">{children ?? label}</span>
    </button>
  );
}
