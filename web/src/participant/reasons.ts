import type { SearchAnswer } from '../api/types';

/** Why places are held: the labels of what must be so and isn't known, else what the held places themselves say. */
export function reasonsOfHold(answer: SearchAnswer): string[] {
  const labels = answer.costs.filter(({ held }) => held.count > 0).map(({ label }) => label);
  if (labels.length > 0) return labels;
  const unsettled = (answer.held ?? []).flatMap(({ why }) =>
    why.filter(({ strength, evidence }) => strength === 'critical' && evidence !== 'favourable').map(({ text }) => text),
  );
  return [...new Set(unsettled)];
}
