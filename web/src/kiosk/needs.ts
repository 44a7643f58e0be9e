import type { Catalogue } from '../api/types';
import { labelIn } from '../text/locale';
import { fileOf, type MessageKey, type Texts } from './texts';

/** What most people look for, and nobody minds being seen looking for. */
export const firstGroups = ['food', 'technology', 'school-work', 'transport'] as const;

/** The other groups, in the order of their tiles; one that the catalogue has and this list hasn't comes last. */
const otherGroups = ['housing', 'essentials', 'health', 'money', 'mental-health', 'family', 'legal', 'immigration', 'culture', 'belonging', 'life-skills', 'substance-use', 'crisis'];

export function groupsOf(catalogue: Catalogue): { first: string[]; others: string[] } {
  const tops = catalogue.needs.filter(({ parent }) => parent === null).map(({ id }) => id);
  const first = firstGroups.filter((id) => tops.includes(id));
  const known = otherGroups.filter((id) => tops.includes(id));
  const rest = tops.filter((id) => !first.includes(id as (typeof firstGroups)[number]) && !known.includes(id));
  return { first, others: [...known, ...rest] };
}

/** The words on a group's tile: short ones of our own, else the catalogue's. */
export function groupWords(catalogue: Catalogue, group: string, { text, language }: Texts): string {
  const key = `group_${group}`;
  if (fileOf('en')?.messages[key as MessageKey] !== undefined) return text(key as MessageKey);
  return needWords(catalogue, group, language);
}

export function needWords(catalogue: Catalogue, id: string, language: string): string {
  return labelIn(catalogue.needs.find((need) => need.id === id)?.label ?? {}, language);
}

/** All needs of a group, those within another right behind it. */
export function needsOf(catalogue: Catalogue, group: string): string[] {
  return catalogue.needs.filter(({ parent }) => parent === group).flatMap(({ id }) => [id, ...needsOf(catalogue, id)]);
}
