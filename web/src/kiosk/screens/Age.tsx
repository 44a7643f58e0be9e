import { Cake, SkipForward } from 'lucide-react';
import { ageBands, type AgeBand } from '../ages';
import { Page } from '../Page';
import { useTexts } from '../texts';
import { Tile } from '../Tile';
import { useKiosk } from '../visit';
import { ageWords } from '../wishes';

/** In bands, and never needed. */
export function Age() {
  const texts = useTexts();
  const { text, language } = texts;
  const { visit, act } = useKiosk();
  const choose = (age: AgeBand | null) => () => {
    act({ type: 'wish', wishes: { age } });
    act({ type: 'back' });
  };
  return (
    <Page title={text('age_title')} hint={text('age_hint')} read={ageBands.map((band) => ({ text: ageWords(band, texts), language }))}>
      <ul className="tiles">
        <li>
          <Tile sign={SkipForward} label={text('age_skip')} onTouch={choose(null)} />
        </li>
        {ageBands.map((band) => (
          <li key={`${band.from ?? ''}-${band.to ?? ''}`}>
            <Tile sign={Cake} label={ageWords(band, texts)} pressed={visit.wishes.age === band} onTouch={choose(band)} />
          </li>
        ))}
      </ul>
    </Page>
  );
}
