import type { Capacity } from '../api/types';
import { Icon } from '../ui/Icon';
import { useIsBefore } from '../ui/use_is_before';

/** What they say of their beds, as the server words it; nothing once it has expired. */
export function CapacityLine({ capacity }: { capacity: Capacity | null | undefined }) {
  const counts = useIsBefore(capacity?.until ?? null);
  if (capacity == null || !counts) return null;
  return (
    <span className="capacity-line" data-full={capacity.beds === 0}>
      <Icon name="bed" />
      {capacity.text}
    </span>
  );
}
