import { useId } from 'react';
import { Button, ToggleButton } from 'react-aria-components';
import { useCheckIn } from '../checkin/context';
import type { Chosen } from '../checkin/state';
import { useTexts } from '../text/texts';
import { Icon } from '../ui/Icon';

/** Puts a service on the shortlist or takes it off, wherever it is shown. */
export function ChooseButton({ service }: { service: Chosen }) {
  const { text } = useTexts();
  const { state, act } = useCheckIn();
  const name = useId();
  const chosen = state.chosen.some(({ id }) => id === service.id);
  return (
    <div className="choose">
      <ToggleButton
        className="toggle"
        isSelected={chosen}
        aria-describedby={name}
        onChange={(next) => {
          act({ type: 'choose', service, chosen: next });
        }}
      >
        <Icon name={chosen ? 'check' : 'plus'} />
        {text(chosen ? 'shortlist_chosen' : 'shortlist_choose')}
      </ToggleButton>
      <span id={name} hidden>
        {service.name}
      </span>
      {chosen && (
        <Button
          className="link-button"
          onPress={() => {
            act({ type: 'begin' });
          }}
        >
          {text('shortlist_check_in', { count: state.chosen.length })}
        </Button>
      )}
    </div>
  );
}
