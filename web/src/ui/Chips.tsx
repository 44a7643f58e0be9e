import type { ReactNode } from 'react';
import { Button } from 'react-aria-components';
import { useTexts } from '../text/texts';
import { Icon } from './Icon';

export interface ChipItem {
  key: string;
  label: string;
  /** A word in front that says what kind of chip it is, e.g. "must". */
  note?: string;
  onRemove?: () => void;
}

/** What was chosen or understood; each can be taken off again. */
export function Chips({ label, items, children }: { label: string; items: ChipItem[]; children?: ReactNode }) {
  if (items.length === 0) return null;
  return (
    <ul className="chips" aria-label={label}>
      {items.map((item) => (
        <li key={item.key}>
          <Chip item={item} />
        </li>
      ))}
      {children}
    </ul>
  );
}

function Chip({ item }: { item: ChipItem }) {
  const { text } = useTexts();
  const content = (
    <>
      {item.note !== undefined && <span className="chip-note">{item.note}</span>}
      <span className="chip-label">{item.label}</span>
    </>
  );
  if (item.onRemove === undefined) return <span className="chip">{content}</span>;
  return (
    <Button className="chip chip-removable" onPress={item.onRemove}>
      {content}
      <span className="visually-hidden">{text('chip_take_off')}</span>
      <Icon name="cross" />
    </Button>
  );
}
