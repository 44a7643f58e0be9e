import { ListBox, ListBoxItem } from 'react-aria-components';
import type { Waiting } from '../api/review';
import { useReviewTexts } from './texts';
import { ageLine, lateness, reviewLine } from './words';

interface QueueProps {
  waiting: readonly Waiting[];
  chosen: number | null;
  onChoose: (id: number) => void;
}

/** What waits, the oldest first: arrow keys go through it, Return opens one. */
export function Queue({ waiting, chosen, onChoose }: QueueProps) {
  const { text } = useReviewTexts();
  return (
    <ListBox
      className="review-queue"
      aria-label={text('queue_label')}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={chosen === null ? [] : [chosen]}
      onSelectionChange={(keys) => {
        const [key] = keys === 'all' ? [] : [...keys];
        if (typeof key === 'number') onChoose(key);
      }}
    >
      {waiting.map((row) => (
        <ListBoxItem key={row.id} id={row.id} textValue={row.name} className="review-row" data-late={lateness(row.age_hours)}>
          <Row row={row} />
        </ListBoxItem>
      ))}
    </ListBox>
  );
}

function Row({ row }: { row: Waiting }) {
  const { text } = useReviewTexts();
  const late = lateness(row.age_hours);
  return (
    <>
      <strong>{row.name}</strong>
      <span>{row.organization.name}</span>
      <span className="review-age">
        {ageLine(row.age_hours, text)}
        {late !== 'in_time' && <b>{` (${text(late === 'late' ? 'age_late' : 'age_very_late')})`}</b>}
      </span>
      <span className="review-classes">
        {row.is_new && <span className="review-class">{text('new_listing')}</span>}
        {row.classes.map((each) => (
          <span key={each} className="review-class">
            {text(`class_${each}`)}
          </span>
        ))}
      </span>
      <span className="quiet">{reviewLine(row.review, text)}</span>
      {row.may !== 'yes' && <span className="quiet">{text(`may_${row.may}`)}</span>}
    </>
  );
}
