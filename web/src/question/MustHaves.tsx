import { useTexts } from '../text/texts';
import { Fold } from '../ui/Fold';
import { ChosenWishes } from './ChosenWishes';
import { FactBrowser } from './FactBrowser';
import { Presets } from './Presets';
import type { QuestionProps } from './props';
import { WishRow } from './WishRow';

/** What a place must have, or what would be good: any fact of the catalogue, by group. */
export function MustHaves({ question, dispatch }: QuestionProps) {
  const { text } = useTexts();
  const chosen = question.wishes.filter(({ strength }) => strength !== 'critical');
  return (
    <div className="must-haves">
      <Fold
        title={text('wishes_title')}
        level={3}
        icon="check"
        note={chosen.length > 0 ? text('chosen_count', { count: chosen.length }) : undefined}
      >
        <p className="hint">{text('wishes_hint')}</p>
        <Presets question={question} dispatch={dispatch} />
        <FactBrowser
          chosen={chosen}
          row={(fact, want) => <WishRow key={`${fact.id} ${want}`} fact={fact} want={want} question={question} dispatch={dispatch} />}
        />
      </Fold>
      <ChosenWishes label={text('wishes_chosen')} wishes={chosen} dispatch={dispatch} />
    </div>
  );
}
