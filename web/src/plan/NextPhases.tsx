import { useId } from 'react';
import type { PlanAnswer } from '../api/types';
import { useTexts } from '../text/texts';
import { Fold } from '../ui/Fold';
import { ServiceLine } from './ServiceLine';

/** What could come next, by phase of the continuum of care: an offer, never a step that must be taken. */
export function NextPhases({ next, onOpen }: { next: PlanAnswer['next']; onOpen: (id: string) => void }) {
  const { text } = useTexts();
  const id = useId();
  if (next.length === 0) return null;
  return (
    <section className="next-phases" aria-labelledby={id}>
      <h3 id={id}>{text('plan_next')}</h3>
      <p className="hint">{text('plan_next_hint')}</p>
      {next.map((phase) => (
        <Fold key={phase.phase} title={phase.label} level={4}>
          <ul className="plain-list">
            {phase.needs.map((need) => (
              <li key={need.id}>
                <strong>{need.label}</strong>
                {need.services.length === 0 && <p className="quiet">{text('plan_next_none')}</p>}
                {need.services.map((service) => (
                  <ServiceLine key={service.service_id} service={service} onOpen={onOpen} />
                ))}
              </li>
            ))}
          </ul>
        </Fold>
      ))}
    </section>
  );
}
