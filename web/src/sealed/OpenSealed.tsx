import { Button } from 'react-aria-components';
import { useCheckIn } from '../checkin/context';
import { useTexts } from '../text/texts';

/** The quiet way to a plan that was sealed before. */
export function OpenSealed() {
  const { text } = useTexts();
  const { act } = useCheckIn();
  return (
    <p className="open-sealed">
      <Button
        className="link-button"
        onPress={() => {
          act({ type: 'go', step: { at: 'open_plan' } });
        }}
      >
        {text('sealed_open_title')}
      </Button>
    </p>
  );
}
