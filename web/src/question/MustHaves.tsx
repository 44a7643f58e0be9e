import { useState } from 'react';
import { Input, Label, SearchField } from 'react-aria-components';
import type { CatalogueFact, YesNo } from '../api/types';
import { useCatalogue } from '../state/use_catalogue';
import { folded } from '../text/format';
import { labelIn, useTexts } from '../text/texts';
import { Chips } from '../ui/Chips';
import { Fold } from '../ui/Fold';
import { quiet } from '../ui/quiet';
import type { QuestionProps } from './props';
import { StrengthToggles } from './StrengthToggles';
import { chosenLabel, strengthLabel, wantsOf, wishLabel } from './wishes';

/** What a place must have, or what would be good: any fact of the catalogue, by group. */
export function MustHaves({ question, dispatch }: QuestionProps) {
  const { text, language } = useTexts();
  const catalogue = useCatalogue();
  const [filter, setFilter] = useState('');
  const { wishes } = question;

  const rowsOf = (group: string) =>
    catalogue.facts
      .filter((fact) => fact.group === group)
      .flatMap((fact) => wantsOf(fact).map((want) => ({ fact, want, label: wishLabel(fact, want, language, text) })))
      .filter(({ label }) => folded(label).includes(folded(filter.trim())));

  const groups = catalogue.groups.map((group) => ({ ...group, rows: rowsOf(group.id) })).filter(({ rows }) => rows.length > 0);
  const chosenIn = (rows: { fact: CatalogueFact }[]) =>
    wishes.filter((wish) => rows.some(({ fact }) => fact.id === wish.fact)).length;

  return (
    <div className="must-haves">
      <Fold
        title={text('wishes_title')}
        level={3}
        icon="check"
        note={wishes.length > 0 ? text('chosen_count', { count: wishes.length }) : undefined}
      >
        <p className="hint">{text('wishes_hint')}</p>
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
            <ul className="wish-rows">
              {group.rows.map((row) => (
                <WishRow key={`${row.fact.id} ${row.want}`} {...row} question={question} dispatch={dispatch} />
              ))}
            </ul>
          </Fold>
        ))}
      </Fold>
      <Chips
        label={text('wishes_chosen')}
        items={wishes.map((wish) => ({
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

function WishRow({ fact, want, label, question, dispatch }: QuestionProps & { fact: CatalogueFact; want: YesNo; label: string }) {
  const wish = question.wishes.find((other) => other.fact === fact.id && other.want === want);
  return (
    <li className="wish-row">
      <span>{label}</span>
      <StrengthToggles
        label={label}
        strength={wish?.strength ?? null}
        onChange={(strength) => {
          dispatch({ type: 'wish', fact: fact.id, want, strength });
        }}
      />
    </li>
  );
}
