import './capacity.css';
import { useEffect, useState } from 'react';
import { FailureNote } from '../answer/FailureNote';
import { ownCapacity, type OwnService } from '../api/capacity';
import type { Failure } from '../api/client';
import { failureOf } from '../checkin/use_look';
import { ServiceBeds } from './ServiceBeds';
import { useCapacityTexts } from './texts';

/** A night desk: how many beds, and until when. */
export function CapacityRoom() {
  const { text } = useCapacityTexts();
  const [round, setRound] = useState(0);
  const [services, setServices] = useState<OwnService[] | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const again = () => {
    setRound((before) => before + 1);
  };
  useEffect(() => {
    const controller = new AbortController();
    ownCapacity(controller.signal).then(
      (own) => {
        setServices(own);
        setFailure(null);
      },
      (error: unknown) => {
        if (!controller.signal.aborted) setFailure(failureOf(error));
      },
    );
    return () => {
      controller.abort();
    };
  }, [round]);
  return (
    <div className="capacity-room">
      <h1>{text('title')}</h1>
      <p>{text('hint')}</p>
      {failure !== null && <FailureNote failure={failure} onAgain={again} />}
      {services === null && failure === null && <p>{text('loading')}</p>}
      {services?.length === 0 && <p>{text('none')}</p>}
      {services?.map((service) => (
        <ServiceBeds key={service.service_id} service={service} onChanged={again} />
      ))}
    </div>
  );
}
