import { Button } from 'react-aria-components';
import type { Language, SearchAnswer, UnderstoodPart, UnderstoodTime } from '../api/types';
import type { QuestionProps } from '../question/props';
import { formatMoment } from '../text/format';
import { useTexts, type Text } from '../text/texts';
import { Chips, type ChipItem } from '../ui/Chips';
import { Icon } from '../ui/Icon';

/** How the question was read; what was read wrongly comes off with one press, and can be put back. */
export function Understood({ answer, question, dispatch }: QuestionProps & { answer: SearchAnswer }) {
  const { text, language } = useTexts();
  const { parts, place, when } = answer.understood;
  const items: ChipItem[] = parts.map((part) => chipOf(part));
  // A place that was sent as a point comes back without its name.
  const near = place === null ? '' : place.label === '' ? (question.place?.label ?? '') : place.label;
  if (near !== '') items.push({ key: 'place', note: text('understood_place'), label: near });
  if (when !== null) items.push({ key: 'when', note: text('understood_when'), label: momentLabel(when, language, text) });

  function chipOf(part: UnderstoodPart): ChipItem {
    const item: ChipItem = { key: part.key, label: part.label, note: text(`understood_${part.kind}`) };
    if (part.removable) {
      item.onRemove = () => {
        dispatch({ type: 'take_off', part: { key: part.key, label: part.label }, id: part.id });
      };
    }
    return item;
  }

  if (items.length === 0 && question.without.length === 0) return null;
  return (
    <div className="understood">
      <h3 className="understood-title">{text('understood')}</h3>
      <Chips label={text('understood')} items={items} />
      {question.without.length > 0 && (
        <ul className="chips" aria-label={text('taken_off')}>
          {question.without.map((part) => (
            <li key={part.key}>
              <Button
                className="chip chip-removable chip-off"
                onPress={() => {
                  dispatch({ type: 'put_back', key: part.key });
                }}
              >
                <span className="chip-note">{text('put_back')}</span>
                <span className="chip-label">{part.label}</span>
                <Icon name="plus" />
              </Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function momentLabel(when: UnderstoodTime, language: Language, text: Text): string {
  if (when.label != null && when.label !== '') return when.label;
  if (when.kind === 'now') return text('when_now');
  if (when.kind === 'after_hours') return text('when_after_hours');
  const moments = [when.from, when.to].filter((moment) => moment !== null);
  return [...new Set(moments)].map((moment) => formatMoment(moment, language)).join(' – ');
}
