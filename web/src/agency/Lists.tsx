import { useState } from 'react';
import { Button } from 'react-aria-components';
import type { Phone, Schedule } from '../api/agency';
import { useCatalogue } from '../state/use_catalogue';
import { labelIn } from '../text/locale';
import { Choice } from '../ui/Choice';
import { Tick } from '../ui/Tick';
import { Days } from './Days';
import { Line } from './Line';
import { dropEmpty, isWeekly, without } from './form';
import { PhoneTimes } from './PhoneTimes';
import { Message } from './Places';
import { useAgencyTexts } from './texts';

interface NeedsProps {
  value: string[];
  error: string | undefined;
  onChange: (needs: string[]) => void;
}

/** What the service helps with, out of the catalogue. */
export function Needs({ value, error, onChange }: NeedsProps) {
  const { text, language } = useAgencyTexts();
  const { needs } = useCatalogue();
  const [find, setFind] = useState('');
  const plain = (words: string) => words.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  const rows = needs.map(({ id, label }) => ({ id, label: labelIn(label, language) })).filter(({ label }) => plain(label).includes(plain(find.trim())));
  return (
    <fieldset className="agency-part">
      <legend>{text('part_needs')}</legend>
      <p>{text('needs_chosen', { count: value.length })}</p>
      {error !== undefined && <p className="field-error">{error}</p>}
      <Line label={text('needs_find')} most={60} value={find} onChange={setFind} />
      <div className="agency-needs" data-pointer="/needs" tabIndex={0} role="group" aria-label={text('part_needs')}>
        {rows.map(({ id, label }) => (
          <Tick
            key={id}
            label={label}
            on={value.includes(id)}
            onChange={(on) => {
              onChange(on ? [...value, id] : value.filter((other) => other !== id));
            }}
          />
        ))}
      </div>
    </fieldset>
  );
}

interface ListProps<Entry> {
  value: Entry[];
  errors: Partial<Record<string, string>>;
  onChange: (entries: Entry[]) => void;
}

export function Phones({ value, errors, onChange }: ListProps<Phone>) {
  const { text } = useAgencyTexts();
  const set = (at: number, next: Partial<Phone>) => {
    onChange(value.map((phone, other) => (other === at ? dropEmpty({ ...phone, ...next }, ['description']) : phone)));
  };
  return (
    <>
      {value.map((phone, at) => (
        <fieldset key={at} className="agency-entry">
          <legend>{`${text('phones')} ${at + 1}`}</legend>
          <Line label={text('phone_number')} most={40} pointer={`/phones/${at}/number`} value={phone.number} error={errors[`/phones/${at}/number`]} onChange={(number) => { set(at, { number }); }} />
          <Line label={text('phone_about')} most={200} pointer={`/phones/${at}/description`} value={phone.description ?? ''} error={errors[`/phones/${at}/description`]} onChange={(description) => { set(at, { description }); }} />
          <Message
            value={phone.message}
            onChange={(message) => {
              const rest = without(phone, 'message') as Phone;
              onChange(value.map((each, other) => (other === at ? (message === undefined ? rest : { ...rest, message }) : each)));
            }}
          />
          <Line
            label={text('phone_languages')}
            most={200}
            value={languagesIn(phone).join(', ')}
            commits
            onChange={(typed) => {
              const names = typed.split(',').map((name) => name.trim()).filter((name) => name !== '');
              const rest = without(phone, 'languages') as Phone;
              onChange(value.map((each, other) => (other === at ? (names.length === 0 ? rest : { ...rest, languages: names.map((name) => ({ name })) }) : each)));
            }}
          />
          <PhoneTimes
            value={phone.hours ?? []}
            pointer={`/phones/${at}/hours`}
            errors={errors}
            onChange={(hours) => {
              const rest = without(phone, 'hours') as Phone;
              onChange(value.map((each, other) => (other === at ? (hours.length === 0 ? rest : { ...rest, hours }) : each)));
            }}
          />
          <Button className="button button-second" onPress={() => { onChange(value.filter((_, other) => other !== at)); }}>
            {text('phone_remove', { n: at + 1 })}
          </Button>
        </fieldset>
      ))}
      <Button className="button button-second" onPress={() => { onChange([...value, { number: '' }]); }}>
        {text('phone_add')}
      </Button>
    </>
  );
}

/** Names or codes, as they were said. */
function languagesIn({ languages }: Phone): string[] {
  const list = (Array.isArray(languages) ? languages : []) as { name?: string; code?: string }[];
  return list.map(({ name, code }) => name ?? code ?? '');
}

type Kind = 'open' | 'intake' | 'meal' | 'other';

/** Of a rule's own words; what the importer reads of other words stays as it is. */
function kindOf({ description }: Schedule): Kind {
  const words = description?.trim().toLowerCase() ?? '';
  if (words === '') return 'open';
  return words === 'intake' || words === 'meal' ? words : 'other';
}

/** Weekly times, by kind; others than weekly ones stay as they are, out of this form. */
export function Hours({ value, errors, onChange }: ListProps<Schedule>) {
  const { text } = useAgencyTexts();
  const set = (at: number, next: Partial<Schedule>) => {
    onChange(value.map((schedule, other) => (other === at ? dropEmpty({ ...schedule, ...next }, ['description', 'valid_from', 'valid_to']) : schedule)));
  };
  return (
    <fieldset className="agency-part">
      <legend>{text('part_hours')}</legend>
      {value.map((schedule, at) => {
        if (!isWeekly(schedule)) return <p key={at}>{text('hours_kept', { n: at + 1 })}</p>;
        const kind = kindOf(schedule);
        return (
          <fieldset key={at} className="agency-entry">
            <legend>{text('hours_line', { n: at + 1 })}</legend>
            <Choice
              label={text('hours_kind')}
              value={kind}
              choices={(['open', 'intake', 'meal', ...(kind === 'other' ? (['other'] as const) : [])] as const).map((each) => ({ value: each, label: text(`kind_${each}`) }))}
              onChange={(next) => {
                if (next !== 'other') set(at, { description: next === 'open' ? '' : next });
              }}
            />
            <Days value={schedule.byday ?? ''} pointer={`/schedules/${at}/byday`} error={errors[`/schedules/${at}/byday`]} onChange={(byday) => { set(at, { byday }); }} />
            {(['opens_at', 'closes_at', 'valid_from', 'valid_to'] as const).map((member) => (
              <Line key={member} label={text(member)} most={10} pointer={`/schedules/${at}/${member}`} value={schedule[member] ?? ''} error={errors[`/schedules/${at}/${member}`]} onChange={(next) => { set(at, { [member]: next }); }} />
            ))}
            <Button className="button button-second" onPress={() => { onChange(value.filter((_, other) => other !== at)); }}>
              {text('hours_remove', { n: at + 1 })}
            </Button>
          </fieldset>
        );
      })}
      <Button className="button button-second" onPress={() => { onChange([...value, { freq: 'WEEKLY', byday: '', opens_at: '', closes_at: '' }]); }}>
        {text('hours_add')}
      </Button>
    </fieldset>
  );
}
