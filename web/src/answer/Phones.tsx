import { useSyncExternalStore } from 'react';
import type { Phone } from '../api/types';
import { useCatalogue } from '../state/use_catalogue';
import { dialled, languageNameIn, weekdayName } from '../text/format';
import { useTexts } from '../text/texts';
import { Icon } from '../ui/Icon';

/** The number to ring, large. Only where the screen is a phone can it be dialled from here; nowhere is it copied. */
export function Phones({ phones, sayLanguages }: { phones: Phone[]; sayLanguages?: boolean }) {
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
          <PhoneHours phone={phone} />
          <PhoneLanguages phone={phone} sayUnknown={sayLanguages === true} />
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

const days = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

/** When it is answered, week by week, as it was said. */
function PhoneHours({ phone }: { phone: Phone }) {
  const { text, language } = useTexts();
  if (phone.hours === undefined || phone.hours.length === 0) return null;
  const times = phone.hours.map(({ byday, opens_at, closes_at }) => `${byday.split(',').map((day) => weekdayName(days.indexOf(day), language)).join(', ')} ${opens_at}–${closes_at}`);
  return <span className="phone-description">{text('phone_hours', { times: times.join('; ') })}</span>;
}

/** In which languages one can call; where that isn't recorded, it is said to those who are about to ring. */
function PhoneLanguages({ phone, sayUnknown }: { phone: Phone; sayUnknown: boolean }) {
  const { text, language } = useTexts();
  const { languages } = useCatalogue();
  const spoken = phone.languages ?? [];
  if (spoken.length === 0) return sayUnknown ? <span className="phone-description">{text('phone_language_unknown')}</span> : null;
  const names = spoken.map((tag) => languageNameIn(languages, tag, language)).join(', ');
  return <span className="phone-description">{text('phone_languages', { languages: names })}</span>;
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
