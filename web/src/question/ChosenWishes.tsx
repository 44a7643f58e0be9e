import { useCatalogue } from '../state/use_catalogue';
import type { Wish } from '../state/question';
import { useTexts } from '../text/texts';
import { Chips } from '../ui/Chips';
import type { QuestionProps } from './props';
import { chosenLabel, strengthLabel } from './wishes';

interface ChosenWishesProps extends Pick<QuestionProps, 'dispatch'> {
  label: string;
  wishes: Wish[];
}

/** What was chosen, each with its strength and a way to take it off. */
export function ChosenWishes({ label, wishes, dispatch }: ChosenWishesProps) {
  const { text, language } = useTexts();
  const catalogue = useCatalogue();
  return (
    <Chips
      label={label}
      items={wishes.map((wish) => ({
        key: wish.fact,
        note: strengthLabel(wish.strength, text),
        label: chosenLabel(wish, catalogue, language, text),
        onRemove: () => {
          dispatch({ type: 'wish', fact: wish.fact, want: wish.want, strength: null });
        },
      }))}
    />
  );
}
