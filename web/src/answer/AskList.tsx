import type { Ask } from '../api/types';
import { useTexts } from '../text/texts';

/** What isn't known, as questions to put on the phone. They mention no one. */
export function AskList({ asks }: { asks: Ask[] }) {
  const { text } = useTexts();
  if (asks.length === 0) return null;
  return (
    <div className="asks">
      <p className="asks-title">{text('asks_title')}</p>
      <ul>
        {asks.map((ask) => (
          <li key={ask.part}>
            <p className="ask-question">“{ask.question}”</p>
            {ask.text !== '' && <p className="ask-text">{ask.text}</p>}
          </li>
        ))}
      </ul>
    </div>
  );
}
