import { useCatalogue } from '../state/use_catalogue';
import { useTexts } from '../text/texts';
import { Chips } from '../ui/Chips';
import { Fold } from '../ui/Fold';
import { FactBrowser } from './FactBrowser';
import { Presets } from './Presets';
import type { QuestionProps } from './props';
import { chosenLabel, strengthLabel } from './wishes';
import { WishRow } from './WishRow';

/** What a place must have, or what would be good: any fact of the catalogue, by group. */
export function MustHaves({ question, dispatch }: QuestionProps) {
  const { text, language } = useTexts();
  const catalogue = useCatalogue();
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
      <Chips
        label={text('wishes_chosen')}
        items={chosen.map((wish) => ({
          key: wish.fact,
          note: strengthLabel(wish.strength, text),
          label: chosenLabel(wish, catalogue, language, text),
          onRemove: () => {
            dispatch({ type: 'wish', fact: wish.fact, want: wish.want, strength: null });
          },
        }))}
      />
    </div>
  );
}
