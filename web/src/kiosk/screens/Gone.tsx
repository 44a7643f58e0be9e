import { Mark } from '../../ui/Mark';
import { Scene } from '../Scene';
import { useTexts } from '../texts';
import { useKiosk } from '../visit';
import { AllLines } from './Lines';

/** While the directory doesn't answer: the numbers to call, from memory. */
export function Gone() {
  const { text } = useTexts();
  const { wipe } = useKiosk();
  return (
    <>
      <header className="sky">
        <Scene />
        <Mark />
        <h1>{text('gone_title')}</h1>
        <p className="sky-hint">{text('gone_hint')}</p>
      </header>
      <main id="page">
        <AllLines />
        <button type="button" className="control" data-kind="finish" onClick={wipe}>
          <span>{text('finish')}</span>
        </button>
      </main>
    </>
  );
}
