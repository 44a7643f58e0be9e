import type { OpenState } from '../api/types';
import { Icon } from '../ui/Icon';

/** Whether the door is open then, as the server words it; unknown is neither open nor closed. */
export function OpenLine({ open }: { open: OpenState }) {
  return (
    <span className="open-line" data-state={open.lead ? 'lead' : open.state}>
      <Icon name={open.lead ? 'speech' : open.state === 'unknown' ? 'question' : 'clock'} />
      {open.text}
    </span>
  );
}
