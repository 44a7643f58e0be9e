import { Button } from 'react-aria-components';
import { useCheckIn } from '../checkin/context';
import { useTexts } from '../text/texts';

/** Ends the conversation on this page: question, answers, list and hand-overs are gone at once. */
export function FinishButton() {
  const { text } = useTexts();
  const { finish } = useCheckIn();
  return (
    <Button className="button button-second" onPress={finish}>
      {text('finish')}
    </Button>
  );
}
