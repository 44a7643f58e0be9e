import { useEffect, useRef } from 'react';
import { Button } from 'react-aria-components';
import { formatClock } from '../text/format';
import { useTexts } from '../text/texts';
import { Icon } from '../ui/Icon';

interface RestingProps {
  /** When what is hidden is wiped, by this screen's clock. */
  wipedAt: number;
  onShow: () => void;
  onWipe: () => void;
}

/** In place of a page that nobody used for a while: nothing of it is seen. */
export function Resting({ wipedAt, onShow, onWipe }: RestingProps) {
  const { text, language } = useTexts();
  const show = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    show.current?.focus();
  }, []);
  return (
    <main className="resting">
      <h1>{text('idle_title')}</h1>
      <p>{text('idle_until', { time: formatClock(new Date(wipedAt), language) })}</p>
      <div className="buttons">
        <Button ref={show} className="button button-main" onPress={onShow}>
          {text('idle_show')}
        </Button>
        <Button className="button button-second" onPress={onWipe}>
          <Icon name="cross" />
          {text('idle_wipe')}
        </Button>
      </div>
      <p className="hint">{text('idle_accounts')}</p>
    </main>
  );
}
