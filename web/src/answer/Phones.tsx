import { useSyncExternalStore } from 'react';
import type { Phone } from '../api/types';
import { dialled } from '../text/format';
import { useTexts } from '../text/texts';
import { Icon } from '../ui/Icon';

/** The number to ring, large. Only where the screen is a phone can it be dialled from here; nowhere is it copied. */
export function Phones({ phones }: { phones: Phone[] }) {
  const { text } = useTexts();
  const isPhone = useTouchScreen();
  if (phones.length === 0) return <p className="no-phone">{text('no_phone')}</p>;
  return (
    <ul className="phones">
      {phones.map((phone) => (
        <li key={`${phone.number} ${phone.description ?? ''}`}>
          <span className="phone-line">
            <Icon name="phone" />
            {isPhone ? (
              <a className="phone-number" href={`tel:${dialled(phone.number)}`} draggable={false}>
                <bdi>{phone.number}</bdi>
              </a>
            ) : (
              <bdi className="phone-number">{phone.number}</bdi>
            )}
            {phone.extension != null && phone.extension !== '' && <span>{text('extension', { number: phone.extension })}</span>}
          </span>
          {phone.description !== undefined && phone.description !== null && phone.description !== '' && (
            <span className="phone-description">{phone.description}</span>
          )}
          {phone.answered_text !== undefined && phone.answered_text !== '' && (
            <span className="phone-answered" data-answered={phone.answered}>
              {phone.answered_text}
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}

const touch = () => window.matchMedia('(hover: none) and (pointer: coarse)');

function useTouchScreen(): boolean {
  return useSyncExternalStore(
    (changed) => {
      const query = touch();
      query.addEventListener('change', changed);
      return () => {
        query.removeEventListener('change', changed);
      };
    },
    () => touch().matches,
  );
}
