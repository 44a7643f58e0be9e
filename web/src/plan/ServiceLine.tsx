import { Button } from 'react-aria-components';
import type { ServiceRef } from '../api/types';
import { useTexts } from '../text/texts';

interface ServiceLineProps {
  service: ServiceRef;
  /** What it does here, as the server words it. */
  note?: string;
  onOpen: (id: string) => void;
}

/** A service as another one names it: its name, how it stands, whether it is open, and its first number. */
export function ServiceLine({ service, note, onOpen }: ServiceLineProps) {
  const { text } = useTexts();
  const phone = service.phones[0]?.number;
  return (
    <div className="service-line">
      <Button
        className="link-button"
        onPress={() => {
          onOpen(service.service_id);
        }}
      >
        {service.name}
      </Button>
      <span className="quiet">
        {[
          note,
          service.organization !== service.name ? service.organization : null,
          service.class === 'ask' ? text('class_ask') : null,
          service.open.text,
          phone,
        ]
          .filter((part) => part !== undefined && part !== null && part !== '')
          .join(' · ')}
      </span>
    </div>
  );
}
