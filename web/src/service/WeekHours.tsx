import type { Hours, HoursDay, Shift } from '../api/types';
import { formatDay, formatShortDay } from '../text/format';
import { useTexts, type MessageKey } from '../text/texts';
import { Icon } from '../ui/Icon';

interface WeekHoursProps {
  hours: Hours[];
  siteName: (id: string | null) => string | null;
}

/** The coming week of each kind of hours: doors, intake, meals. Not recorded is neither open nor closed. */
export function WeekHours({ hours, siteName }: WeekHoursProps) {
  const { text, language } = useTexts();
  if (hours.length === 0) return <p className="not-recorded">{text('hours_not_recorded')}</p>;
  return hours.map((set) => {
    const name = [set.kind_label, siteName(set.service_at_location_id)].filter((part) => part !== null).join(' · ');
    return (
      <div key={`${set.kind} ${set.service_at_location_id ?? ''}`} className="week">
        <h4>{name}</h4>
        <table>
          <caption className="visually-hidden">{name}</caption>
          <tbody>
            {set.week.map((day, index) => (
              <tr key={day.date} data-today={index === 0}>
                <th scope="row">
                  {day.weekday} <span className="quiet">{formatShortDay(day.date, language)}</span>
                </th>
                <td>
                  <DayHours day={day} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        {set.as_said !== null && set.as_said !== '' && (
          <p className="lead-line">
            <Icon name="speech" />
            <span>{text('hours_as_said', { said: set.as_said })}</span>
          </p>
        )}
        <p className="quiet">
          {set.lead || set.stated_on === null ? text('hours_not_checked') : text('hours_stated', { day: formatDay(set.stated_on, language) })}
        </p>
      </div>
    );
  });
}

function DayHours({ day }: { day: HoursDay }) {
  const { text } = useTexts();
  const lines = day.shifts.map((shift) => {
    const range = text(wordsFor(shift), { opens: shift.opens, closes: shift.closes });
    return shift.uncertain ? text('shift_uncertain', { range }) : range;
  });
  if (lines.length === 0) lines.push(day.closed ? text('closed') : text('not_recorded'));
  return (
    <>
      {day.holiday !== null && <span className="holiday">{day.holiday}: </span>}
      {lines.join(', ')}
    </>
  );
}

function wordsFor({ opens, closes, next_day }: Shift): MessageKey {
  if (!next_day) return 'shift';
  return opens === '00:00' && closes === '00:00' ? 'shift_all_day' : 'shift_overnight';
}
