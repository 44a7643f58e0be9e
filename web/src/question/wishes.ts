import type { Catalogue, CatalogueFact, Language, YesNo } from '../api/types';
import type { Wish } from '../state/question';
import { labelIn, type Text } from '../text/texts';

/** What can be asked of a fact: the side that is good for everyone, or, where people differ, either. */
export function wantsOf(fact: CatalogueFact): readonly YesNo[] {
  switch (fact.polarity) {
    case 'protective':
      return ['yes'];
    case 'hazard':
      return ['no'];
    case 'choice':
      return ['yes', 'no'];
  }
}

export function wishLabel(fact: CatalogueFact, want: YesNo, language: Language, text: Text): string {
  const label = labelIn(fact.label, language);
  return want === 'yes' ? label : text('wish_not', { label });
}

/** The label of a chosen wish; one whose fact the catalogue lacks shows the fact's id. */
export function chosenLabel(wish: Wish, catalogue: Catalogue, language: Language, text: Text): string {
  const fact = catalogue.facts.find(({ id }) => id === wish.fact);
  return fact === undefined ? wish.fact : wishLabel(fact, wish.want, language, text);
}

/** "must", "would like" or the words of the safety plan, in front of a chip. */
export function strengthLabel(strength: Wish['strength'], text: Text): string {
  switch (strength) {
    case 'critical':
      return text('strength_critical');
    case 'required':
      return text('strength_must');
    case 'preferred':
      return text('strength_like');
  }
}
