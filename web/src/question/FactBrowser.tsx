import { useState, type ReactNode } from 'react';
import { Input, Label, SearchField } from 'react-aria-components';
import type { CatalogueFact, YesNo } from '../api/types';
import type { Wish } from '../state/question';
import { useCatalogue } from '../state/use_catalogue';
import { folded } from '../text/format';
import { labelIn, useTexts } from '../text/texts';
import { Fold } from '../ui/Fold';
import { quiet } from '../ui/quiet';
import { wantsOf, wishLabel } from './wishes';

interface FactBrowserProps {
  /** The wishes that a group's head counts. */
  chosen: readonly Wish[];
  row: (fact: CatalogueFact, want: YesNo) => ReactNode;
}

/** All facts by group, found by a word; what stands beside each is its caller's. */
export function FactBrowser({ chosen, row }: FactBrowserProps) {
  const { text, language } = useTexts();
  const catalogue = useCatalogue();
  const [filter, setFilter] = useState('');

  const rowsOf = (group: string) =>
    catalogue.facts
      .filter((fact) => fact.group === group)
      .flatMap((fact) => wantsOf(fact).map((want) => ({ fact, want })))
      .filter(({ fact, want }) => folded(wishLabel(fact, want, language, text)).includes(folded(filter.trim())));

  const groups = catalogue.groups.map((group) => ({ ...group, rows: rowsOf(group.id) })).filter(({ rows }) => rows.length > 0);
  const chosenIn = (rows: { fact: CatalogueFact }[]) =>
    chosen.filter((wish) => rows.some(({ fact }) => fact.id === wish.fact)).length;

  return (
    <>
      <SearchField className="field" value={filter} onChange={setFilter}>
        <Label className="field-label">{text('wishes_filter')}</Label>
        <Input className="input" {...quiet} />
      </SearchField>
      {groups.length === 0 && <p className="hint">{text('wishes_none')}</p>}
      {groups.map((group) => (
        <Fold
          key={`${group.id}${filter === '' ? '' : '-filtered'}`}
          title={labelIn(group.label, language)}
          level={4}
          note={chosenIn(group.rows) > 0 ? text('chosen_count', { count: chosenIn(group.rows) }) : undefined}
          {...(filter === '' ? {} : { expanded: true })}
        >
          <ul className="wish-rows">{group.rows.map(({ fact, want }) => row(fact, want))}</ul>
        </Fold>
      ))}
    </>
  );
}
