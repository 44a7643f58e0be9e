import { X } from 'lucide-react';
import type { AgeBand } from './ages';
import { labelIn } from '../text/locale';
import { languageNameIn } from '../text/format';
import type { Wishes } from './state';
import { useTexts, type Texts } from './texts';
import { useKiosk } from './visit';

export function ageWords({ from, to }: AgeBand, { text }: Texts): string {
  if (from === null) return text('age_under', { age: (to ?? 0) + 1 });
  return to === null ? text('age_from', { age: from }) : text('age_between', { from, to });
}

/** The words of the wishes that hold a choice; null where nothing was chosen. */
export function useWishWords(): { speaks: string | null; age: string | null } {
  const texts = useTexts();
  const { visit, catalogue } = useKiosk();
  const { speaks, age } = visit.wishes;
  return {
    speaks: speaks === null ? null : texts.text('wish_speaks_one', { language: languageNameIn(catalogue.languages, speaks, texts.language) }),
    age: age === null ? null : texts.text('wish_age_one', { age: ageWords(age, texts) }),
  };
}

/** What was chosen, each taken off with a touch. Nothing where nothing was chosen. */
export function ChosenWishes() {
  const { text, language } = useTexts();
  const { visit, act, catalogue } = useKiosk();
  const { wishes } = visit;
  const words = useWishWords();
  const chosen: { key: string; label: string; off: Partial<Wishes> }[] = [];
  if (wishes.tonight) chosen.push({ key: 'tonight', label: text('wish_tonight'), off: { tonight: false } });
  if (wishes.near) chosen.push({ key: 'near', label: text('wish_near'), off: { near: false } });
  if (wishes.child) chosen.push({ key: 'child', label: text('wish_child'), off: { child: false } });
  if (words.speaks !== null) chosen.push({ key: 'speaks', label: words.speaks, off: { speaks: null } });
  if (words.age !== null) chosen.push({ key: 'age', label: words.age, off: { age: null } });
  for (const fact of wishes.culture) {
    const label = labelIn(catalogue.facts.find(({ id }) => id === fact)?.label ?? {}, language);
    chosen.push({ key: fact, label, off: { culture: wishes.culture.filter((other) => other !== fact) } });
  }
  if (chosen.length === 0) return null;
  return (
    <section className="chosen" aria-labelledby="chosen-heading">
      <h2 id="chosen-heading">{text('wishes_chosen')}</h2>
      <ul>
        {chosen.map(({ key, label, off }) => (
          <li key={key}>
            <button
              type="button"
              className="control"
              aria-label={text('wish_take_off', { wish: label })}
              onClick={() => {
                act({ type: 'wish', wishes: off });
              }}
            >
              <bdi>{label}</bdi>
              <X aria-hidden="true" />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
