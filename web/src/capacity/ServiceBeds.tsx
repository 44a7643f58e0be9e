import { useEffect, useId, useRef, useState } from 'react';
import { Button } from 'react-aria-components';
import { sayCapacity, takeBackCapacity, type OwnService } from '../api/capacity';
import { failureOf } from '../checkin/use_look';
import { formatClock } from '../text/format';
import { standAt } from '../ui/stand_at';
import { useIsBefore } from '../ui/use_is_before';
import { HowMany } from './HowMany';
import { useCapacityTexts, type CapacityText } from './texts';
import { isAnotherDay, minutesUntil, untilsAt } from './untils';

const patienceMs = 15_000;

/** One service: what is said of its beds now, and two taps to say something else. */
export function ServiceBeds({ service, onChanged }: { service: OwnService; onChanged: () => void }) {
  const { text, language } = useCapacityTexts();
  const { service_id, name, capacity } = service;
  const [beds, setBeds] = useState<number | null>(null);
  const [said, setSaid] = useState('');
  const [busy, setBusy] = useState(false);
  const counts = useIsBefore(capacity?.until ?? null);
  const outcome = useRef<HTMLParagraphElement>(null);
  const question = useRef<HTMLHeadingElement>(null);
  const id = useId();

  useEffect(() => {
    if (said !== '') outcome.current?.focus();
  }, [said]);
  useEffect(() => {
    if (beds !== null && question.current !== null) standAt(question.current);
  }, [beds]);

  /** Does it, says what came of it, and has what holds looked up. */
  const act = async (work: (signal: AbortSignal) => Promise<string>) => {
    if (busy) return;
    setBusy(true);
    setSaid('');
    try {
      setSaid(await work(AbortSignal.timeout(patienceMs)));
      setBeds(null);
      onChanged();
    } catch (error) {
      const failure = failureOf(error);
      setSaid(text(failure.kind === 'refused' && failure.problem.status === 403 ? 'not_yours' : 'failed'));
    }
    setBusy(false);
  };
  const say = (number: number, at: Date) =>
    act(async (signal) => {
      const { beds: told, until } = await sayCapacity(service_id, number, minutesUntil(at, new Date()), signal);
      return text('said', { beds: told, until: momentOf(until, text, language) });
    });

  return (
    <section className="capacity-service" aria-labelledby={id}>
      <h2 id={id}>{name}</h2>
      <p className="capacity-now" data-said={capacity !== null && counts}>
        {capacity !== null && counts
          ? text('now_said', { beds: capacity.beds, said: momentOf(capacity.said_at, text, language), until: momentOf(capacity.until, text, language) })
          : text('now_nothing')}
      </p>
      {capacity !== null && counts && (
        <Button
          className="button button-second"
          onPress={() =>
            void act(async (signal) => {
              await takeBackCapacity(service_id, signal);
              return text('taken_back');
            })
          }
        >
          {text('take_back')}
          <span className="visually-hidden"> ({name})</span>
        </Button>
      )}
      <p ref={outcome} tabIndex={-1} role="status" className={said === '' ? 'visually-hidden' : 'note'}>
        {said}
      </p>
      {beds === null ? (
        <HowMany
          name={name}
          onChoose={(number) => {
            setSaid('');
            setBeds(number);
          }}
        />
      ) : (
        <div role="group" aria-label={text('until', { beds })}>
          <h3 ref={question} tabIndex={-1}>
            {text('until', { beds })}
          </h3>
          <div className="capacity-untils">
            {untilsAt(new Date()).map(({ key, at }) => (
              <Button key={`${key} ${at.getHours()}`} className="capacity-until" isDisabled={busy} onPress={() => void say(beds, at)}>
                {text(`until_${key}`, { time: formatClock(at, language) })}
              </Button>
            ))}
          </div>
          <Button
            className="button button-plain"
            onPress={() => {
              setBeds(null);
            }}
          >
            {text('back')}
          </Button>
        </div>
      )}
    </section>
  );
}

/** "23:00", "06:00 tomorrow". */
function momentOf(instant: string, text: CapacityText, language: string): string {
  const at = new Date(instant);
  const now = new Date();
  const time = formatClock(at, language);
  if (!isAnotherDay(at, now)) return time;
  return text(at > now ? 'time_tomorrow' : 'time_yesterday', { time });
}
