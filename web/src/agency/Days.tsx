import { weekdayName } from '../text/format';
import { Tick } from '../ui/Tick';
import { weekdays } from './form';
import { useAgencyTexts } from './texts';

/** Days of the week, as a rule has them: "MO,TU". */
export function Days({ value, pointer, error, onChange }: { value: string; pointer: string; error: string | undefined; onChange: (byday: string) => void }) {
  const { text, language } = useAgencyTexts();
  const days = value.split(',');
  return (
    <>
      <div role="group" aria-label={text('days')} data-pointer={pointer} className="buttons">
        {weekdays.map((day, number) => (
          <Tick
            key={day}
            label={weekdayName(number, language)}
            on={days.includes(day)}
            onChange={(on) => {
              onChange(weekdays.filter((other) => (other === day ? on : days.includes(other))).join(','));
            }}
          />
        ))}
      </div>
      {error !== undefined && <p className="field-error">{error}</p>}
    </>
  );
}
