import { Button } from 'react-aria-components';
import { AskList } from '../answer/AskList';
import { CapacityLine } from '../answer/CapacityLine';
import { OpenLine } from '../answer/OpenLine';
import { Phones } from '../answer/Phones';
import { Quoted } from '../answer/Quoted';
import type { Barrier, Language, Plan, PlanStop } from '../api/types';
import { ChooseStop } from '../shortlist/Choose';
import { formatDistance } from '../text/format';
import { useTexts, type Text } from '../text/texts';
import { Fold } from '../ui/Fold';
import { Icon } from '../ui/Icon';
import { ServiceLine } from './ServiceLine';

interface OnePlanProps {
  plan: Plan;
  /** 1 is the one with the fewest visits. */
  number: number;
  labelOf: (need: string) => string;
  onOpen: (id: string) => void;
}

/** One way to meet the needs: its stops in the order in which doors open, and what stays open. */
export function OnePlan({ plan, number, labelOf, onOpen }: OnePlanProps) {
  const { text, language } = useTexts();
  return (
    <Fold
      title={text('plan_one', { number, visits: plan.visits })}
      level={3}
      className="plan-one"
      note={[wayOf(plan, language, text), plan.asks > 0 ? text('plan_asks', { asks: plan.asks }) : null].filter((part) => part !== null).join(', ')}
      defaultExpanded={number === 1}
    >
      <ol className="stops">
        {plan.stops.map((stop, index) => (
          <li key={`${stop.service_id} ${index}`}>
            <Stop stop={stop} labelOf={labelOf} onOpen={onOpen} />
          </li>
        ))}
      </ol>
      {plan.uncovered.length > 0 && (
        <div className="uncovered">
          <h4>{text('plan_uncovered')}</h4>
          <ul className="bullets">
            {plan.uncovered.map(({ need, label, next_step }) => (
              <li key={need}>
                <strong>{label}</strong>: {next_step.text}
                {next_step.service !== null && <ServiceLine service={next_step.service} onOpen={onOpen} />}
              </li>
            ))}
          </ul>
        </div>
      )}
    </Fold>
  );
}

/** How long the way is. Where a stop's way isn't known, no sum may pass for the whole of it. */
function wayOf(plan: Plan, language: Language, text: Text): string {
  const known = plan.stops.filter(({ leg }) => leg !== null).length;
  if (known === 0) return text('plan_way_unknown');
  const values = { way: formatDistance(plan.km, language), minutes: Math.round(plan.minutes) };
  return text(known === plan.stops.length ? 'plan_way' : 'plan_way_partly', values);
}

function Stop({ stop, labelOf, onOpen }: { stop: PlanStop } & Pick<OnePlanProps, 'labelOf' | 'onOpen'>) {
  const { text } = useTexts();
  return (
    <article className="stop" data-class={stop.class}>
      <Leg stop={stop} />
      <h4>
        <Button
          className="card-open"
          onPress={() => {
            onOpen(stop.service_id);
          }}
        >
          <Quoted text={stop.name} language={stop.name_language} quiet />
        </Button>
      </h4>
      {stop.organization !== null && stop.organization.name !== stop.name && <p className="card-organization">{stop.organization.name}</p>}
      <p>
        <strong>{text('plan_covers')}</strong> {stop.covers.map(labelOf).join(', ')}
      </p>
      <p className="call-line">
        <strong className="call-class">{text(stop.class === 'meets' ? 'class_meets' : 'class_ask')}</strong>
        <OpenLine open={stop.open} />
        <CapacityLine capacity={stop.capacity} />
      </p>
      <p>
        <Icon name="clock" /> {stop.arrive === null ? text('plan_arrive_unknown') : stop.arrive.text}
      </p>
      <p>
        <Icon name="pin" /> {stop.address ?? (stop.area === null ? text('plan_place_unknown') : text('in_area', { area: stop.area }))}
      </p>
      <Phones phones={stop.phones} sayLanguages={stop.class === 'ask'} />
      <AskList asks={stop.ask} />
      <Barriers barriers={stop.barriers} onOpen={onOpen} />
      <ChooseStop stop={stop} />
    </article>
  );
}

/** The way to a stop: an estimate, along a straight line, and said to be one. */
function Leg({ stop: { leg } }: { stop: PlanStop }) {
  const { text } = useTexts();
  if (leg === null) return <p className="leg quiet">{text('plan_leg_unknown')}</p>;
  return (
    <div className="leg">
      <p>{leg.text}</p>
      {leg.passes_area && (
        <p className="leg-passes">
          <Icon name="away" /> {text('plan_passes_area')}
        </p>
      )}
    </div>
  );
}

function Barriers({ barriers, onOpen }: { barriers: Barrier[]; onOpen: (id: string) => void }) {
  const { text } = useTexts();
  if (barriers.length === 0) return null;
  return (
    <div className="barriers">
      <h5>{text('plan_barriers')}</h5>
      <ul>
        {barriers.map((barrier) => (
          <li key={`${barrier.kind} ${barrier.text}`}>
            <p>{barrier.text}</p>
            {barrier.removed_by.length === 0 ? (
              <p className="quiet">{text('plan_barrier_stays')}</p>
            ) : (
              <>
                <p className="quiet">{text('plan_barrier_removed')}</p>
                <ul>
                  {barrier.removed_by.map((service) => (
                    <li key={service.service_id}>
                      <ServiceLine service={service} note={service.text} onOpen={onOpen} />
                    </li>
                  ))}
                </ul>
              </>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
