import file from '../../../data/catalogue/presets.json';
import type { CatalogueFact, Labels, YesNo } from '../api/types';
import type { ChosenTime, Participant, Wish, WishStrength } from '../state/question';

export interface Preset {
  id: string;
  label: Labels;
  wishes: readonly { fact: string; want: YesNo; strength: WishStrength }[];
  /** What else it says; each stands as a chip of its own and comes off like any other. */
  when?: ChosenTime;
  said?: Pick<Participant, 'children'>;
}

/** What good practice suggests to ask for together. Each is a visible list: nothing of it is set unseen. */
export const presets: readonly Preset[] = (file.presets as readonly PresetOfFile[]).map(({ id, label, wishes, when, children }) => ({
  id,
  label,
  wishes,
  ...(when === undefined ? {} : { when: { kind: when } }),
  ...(children === undefined ? {} : { said: { children } }),
}));

/** As data/catalogue/schema/presets.schema.json has it. */
interface PresetOfFile extends Pick<Preset, 'id' | 'label' | 'wishes'> {
  when?: 'after_hours';
  children?: number;
}

/** The wishes of a preset whose facts the catalogue here has: the public one knows no staff facts. */
export function wishesOf(preset: Preset, facts: readonly CatalogueFact[]): readonly Wish[] {
  return preset.wishes.filter(({ fact }) => facts.some(({ id }) => id === fact));
}
