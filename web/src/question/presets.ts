import type { CatalogueFact, YesNo } from '../api/types';
import type { ChosenTime, Participant, Wish, WishStrength } from '../state/question';

export type PresetId = 'secure' | 'no_questions' | 'with_child' | 'my_culture' | 'after_hours';

export interface Preset {
  id: PresetId;
  wishes: readonly { fact: string; want: YesNo; strength: WishStrength }[];
  /** What else it says; each stands as a chip of its own and comes off like any other. */
  when?: ChosenTime;
  said?: Pick<Participant, 'children'>;
}

/** What good practice suggests to ask for together. Each is a visible list: nothing of it is set unseen. */
export const presets: readonly Preset[] = [
  {
    id: 'secure',
    wishes: [
      { fact: 'entry-controlled', want: 'yes', strength: 'required' },
      { fact: 'staff-awake-all-night', want: 'yes', strength: 'required' },
      { fact: 'confidential-address', want: 'yes', strength: 'preferred' },
      { fact: 'no-visitors', want: 'yes', strength: 'preferred' },
      { fact: 'two-exits', want: 'yes', strength: 'preferred' },
    ],
  },
  {
    id: 'no_questions',
    wishes: [
      { fact: 'no-story-needed', want: 'yes', strength: 'required' },
      { fact: 'no-id-asked', want: 'yes', strength: 'required' },
      { fact: 'no-label-needed', want: 'yes', strength: 'preferred' },
      { fact: 'no-status-questions', want: 'yes', strength: 'preferred' },
      { fact: 'shares-only-with-written-consent', want: 'yes', strength: 'preferred' },
    ],
  },
  {
    id: 'with_child',
    wishes: [
      { fact: 'children-welcome', want: 'yes', strength: 'required' },
      { fact: 'childcare-on-site', want: 'yes', strength: 'preferred' },
      { fact: 'nursing-space', want: 'yes', strength: 'preferred' },
    ],
    said: { children: 1 },
  },
  {
    id: 'my_culture',
    wishes: [
      { fact: 'elder', want: 'yes', strength: 'preferred' },
      { fact: 'smudging', want: 'yes', strength: 'preferred' },
      { fact: 'ceremony', want: 'yes', strength: 'preferred' },
      { fact: 'shares-background', want: 'yes', strength: 'preferred' },
      { fact: 'food-rules-kept', want: 'yes', strength: 'preferred' },
    ],
  },
  {
    id: 'after_hours',
    wishes: [
      { fact: 'reachable-24-hours', want: 'yes', strength: 'preferred' },
      { fact: 'same-day', want: 'yes', strength: 'preferred' },
    ],
    when: { kind: 'after_hours' },
  },
];

/** The wishes of a preset whose facts the catalogue here has: the public one knows no staff facts. */
export function wishesOf(preset: Preset, facts: readonly CatalogueFact[]): readonly Wish[] {
  return preset.wishes.filter(({ fact }) => facts.some(({ id }) => id === fact));
}
