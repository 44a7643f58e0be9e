import { useState } from 'react';
import type { Language } from '../api/types';
import { HandOverView } from '../handover/HandOverView';
import { OpenPlan } from '../sealed/OpenPlan';
import { SealPlan } from '../sealed/SealPlan';
import { useTexts } from '../text/texts';
import { useCheckIn } from './context';
import { EndOfList } from './EndOfList';
import { OneService } from './OneService';
import { TellFirst } from './TellFirst';

/** The check-in, in place of the desk: one thing at a time. */
export function CheckIn() {
  const { text, language } = useTexts();
  const { state } = useCheckIn();
  // The person's language may be another than the worker's, and stays from one service to the next.
  const [spoken, setSpoken] = useState<Language>(language);
  const { step } = state;
  const handedOver = step.at === 'agreed' ? state.handOvers[step.id] : undefined;
  return (
    <main className="check-in" id="check-in" tabIndex={-1}>
      <h1 className="visually-hidden">{text('checkin_heading')}</h1>
      {step.at === 'tell_first' && <TellFirst spoken={spoken} onSpoken={setSpoken} />}
      {step.at === 'service' && <OneService key={step.id} id={step.id} spoken={spoken} onSpoken={setSpoken} />}
      {handedOver !== undefined && <HandOverView key={handedOver.handOver.service_id} {...handedOver} />}
      {step.at === 'end' && <EndOfList />}
      {step.at === 'seal' && <SealPlan />}
      {step.at === 'open_plan' && <OpenPlan />}
    </main>
  );
}
