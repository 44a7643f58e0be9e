import { useId } from 'react';
import type { PlanAnswer, ServiceRef } from '../api/types';
import { useTexts } from '../text/texts';
import { ServiceLine } from './ServiceLine';

interface TonightListsProps {
  tonight: NonNullable<PlanAnswer['tonight']>;
  onOpen: (id: string) => void;
}

/** The night at a glance: open now, last intake, open until morning, what opens first. */
export function TonightLists({ tonight, onOpen }: TonightListsProps) {
  const { text } = useTexts();
  const id = useId();
  const lists: { title: string; services: (ServiceRef & { text?: string })[] }[] = [
    { title: text('night_open_now'), services: tonight.open_now },
    { title: text('night_last_intake'), services: tonight.last_intake },
    { title: text('night_until_morning'), services: tonight.until_morning },
    { title: text('night_opens_first'), services: tonight.opens_first },
  ];
  return (
    <section className="night" aria-labelledby={id}>
      <h3 id={id}>{text('night_title')}</h3>
      <div className="night-lists">
        {lists.map(({ title, services }) => (
          <div key={title}>
            <h4>{title}</h4>
            {services.length === 0 && <p className="quiet">{text('night_none')}</p>}
            {services.map((service) => (
              <ServiceLine key={service.service_id} service={service} {...(service.text === undefined ? {} : { note: service.text })} onOpen={onOpen} />
            ))}
          </div>
        ))}
      </div>
    </section>
  );
}
