import { useId } from 'react';
import { Button } from 'react-aria-components';
import { Quoted } from '../answer/Quoted';
import { useCheckIn } from '../checkin/context';
import { useTexts } from '../text/texts';
import { Icon } from '../ui/Icon';

/** What was chosen together so far, above the answer. It lives as long as the page. */
export function Shortlist() {
  const { text } = useTexts();
  const { state, act } = useCheckIn();
  const id = useId();
  const count = state.chosen.length;
  return (
    <>
      <p role="status" className="visually-hidden">
        {count > 0 ? text('shortlist_said', { count }) : ''}
      </p>
      {count > 0 && (
        <section className="shortlist" aria-labelledby={id}>
          <h2 id={id}>{text('shortlist_title')}</h2>
          <ol>
            {state.chosen.map((service) => (
              <li key={service.id}>
                <span className="shortlist-name" id={`${id}-${service.id}`}>
                  <Quoted text={service.name} language={service.nameLanguage} quiet />
                  {state.replies[service.id] === 'not_now' && <span className="quiet"> {text('shortlist_not_now')}</span>}
                  {state.replies[service.id] === 'yes' && <span className="quiet"> {text('shortlist_agreed')}</span>}
                </span>
                <Button
                  className="button button-plain"
                  aria-describedby={`${id}-${service.id}`}
                  onPress={() => {
                    act({ type: 'choose', service, chosen: false });
                  }}
                >
                  <Icon name="cross" />
                  {text('shortlist_take_off')}
                </Button>
              </li>
            ))}
          </ol>
          <div className="buttons">
            <Button
              className="button button-main"
              onPress={() => {
                act({ type: 'begin' });
              }}
            >
              {text('shortlist_begin')}
            </Button>
            <Button
              className="button button-second"
              onPress={() => {
                act({ type: 'go', step: { at: 'seal' } });
              }}
            >
              {text('sealed_begin')}
            </Button>
          </div>
        </section>
      )}
    </>
  );
}
