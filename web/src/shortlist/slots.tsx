import type { PlanStop, Result } from '../api/types';
import type { DeskSlots } from '../desk/slots';
import { ChooseButton } from './ChooseButton';

/** What the desk draws of the shortlist: on each result, and on each stop of a plan. */
export const shortlistSlots: DeskSlots = { Choose: ChooseResult, ChooseStop };

/** A place that has to be checked first, or doesn't fit, can't be put before anyone. */
function ChooseResult({ result }: { result: Result }) {
  if (result.class === 'hold' || result.class === 'ruled_out') return null;
  return <ChooseButton service={{ id: result.service_id, name: result.name, nameLanguage: result.name_language, organization: result.organization?.name ?? null }} />;
}

function ChooseStop({ stop }: { stop: PlanStop }) {
  return <ChooseButton service={{ id: stop.service_id, name: stop.name, nameLanguage: stop.name_language, organization: stop.organization?.name ?? null }} />;
}
