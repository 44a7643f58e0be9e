import type { PlanStop, Result } from '../api/types';
import { ChooseButton } from './ChooseButton';

/** On a result. A place that has to be checked first, or doesn't fit, can't be put before anyone. */
export function ChooseResult({ result }: { result: Result }) {
  if (result.class === 'hold' || result.class === 'ruled_out') return null;
  return <ChooseButton service={{ id: result.service_id, name: result.name, nameLanguage: result.name_language, organization: result.organization?.name ?? null }} />;
}

/** On a stop of a plan. */
export function ChooseStop({ stop }: { stop: PlanStop }) {
  return <ChooseButton service={{ id: stop.service_id, name: stop.name, nameLanguage: stop.name_language, organization: stop.organization?.name ?? null }} />;
}
