import type { LeftOut as LeftOutItem } from '../api/types';
import { useTexts } from '../text/texts';

/** How many were left out by what, so that a worker sees what a must-have costs. */
export function LeftOut({ items }: { items: LeftOutItem[] }) {
  const { text } = useTexts();
  if (items.length === 0) return null;
  return (
    <section className="left-out" aria-labelledby="left-out-heading">
      <h3 id="left-out-heading">{text('left_out')}</h3>
      <ul>
        {items.map(({ reason, label, count, at_least }) => (
          <li key={reason}>
            <strong>{text('count', { count, atLeast: at_least ? 'yes' : 'no' })}</strong> {label}
          </li>
        ))}
      </ul>
    </section>
  );
}
