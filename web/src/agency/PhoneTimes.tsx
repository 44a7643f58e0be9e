import { Button } from 'react-aria-components';
import type { PhoneTime } from '../api/agency';
import { Days } from './Days';
import { Line } from './Line';
import { useAgencyTexts } from './texts';

interface PhoneTimesProps {
  value: PhoneTime[];
  pointer: string;
  errors: Partial<Record<string, string>>;
  onChange: (times: PhoneTime[]) => void;
}

/** When one number is answered, week by week; nothing said reads as unknown. */
export function PhoneTimes({ value, pointer, errors, onChange }: PhoneTimesProps) {
  const { text } = useAgencyTexts();
  return (
    <>
      {value.map((time, at) => {
        const base = `${pointer}/${at}`;
        const put = (next: Partial<PhoneTime>) => {
          onChange(value.map((each, other) => (other === at ? { ...each, ...next } : each)));
        };
        return (
          <fieldset key={at} className="agency-entry">
            <legend>{text('phone_times_line', { n: at + 1 })}</legend>
            <Days value={time.byday} pointer={`${base}/byday`} error={errors[`${base}/byday`]} onChange={(byday) => { put({ byday }); }} />
            {(['opens_at', 'closes_at'] as const).map((member) => (
              <Line key={member} label={text(member)} most={5} pointer={`${base}/${member}`} value={time[member]} error={errors[`${base}/${member}`]} onChange={(next) => { put({ [member]: next }); }} />
            ))}
            <Button className="button button-second" onPress={() => { onChange(value.filter((_, other) => other !== at)); }}>
              {text('phone_times_remove', { n: at + 1 })}
            </Button>
          </fieldset>
        );
      })}
      <Button className="button button-second" onPress={() => { onChange([...value, { byday: '', opens_at: '', closes_at: '' }]); }}>
        {text('phone_times_add')}
      </Button>
    </>
  );
}
