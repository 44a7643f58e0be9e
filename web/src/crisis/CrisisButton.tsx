import { Button } from 'react-aria-components';
import { useTexts } from '../text/texts';
import { Icon } from '../ui/Icon';
import { standAt } from '../ui/stand_at';
import { crisisPlace } from './CrisisLines';

/** From anywhere to the quiet place of the crisis lines. A button, not a link: the address stays the same. */
export function CrisisButton() {
  const { text } = useTexts();
  return (
    <Button
      className="crisis-button"
      onPress={() => {
        const place = document.getElementById(crisisPlace);
        if (place !== null) standAt(place);
      }}
    >
      <Icon name="phone" />
      <span className="crisis-button-words">{text('crisis_title')}</span>
    </Button>
  );
}
