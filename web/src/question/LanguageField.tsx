import { useState } from 'react';
import type { CatalogueLanguage, Language } from '../api/types';
import { useCatalogue } from '../state/use_catalogue';
import { folded } from '../text/format';
import { labelIn, useTexts } from '../text/texts';
import { Chips } from '../ui/Chips';
import { Fold } from '../ui/Fold';
import { Picker } from '../ui/Picker';
import type { QuestionProps } from './props';
import { StrengthToggles } from './StrengthToggles';
import { strengthLabel } from './wishes';

const shownAtMost = 12;

/** The languages that help should be had in. */
export function LanguageField({ question, dispatch }: QuestionProps) {
  const { text, language } = useTexts();
  const { languages } = useCatalogue();
  const [typed, setTyped] = useState('');
  const chosen = question.languages;

  const nameOf = (tag: string) => {
    const known = languages.find((other) => other.tag === tag);
    return known === undefined ? tag : fullName(known, language);
  };
  const found = (typed.trim() === '' ? [] : languages)
    .filter(({ tag }) => !chosen.some((wish) => wish.tag === tag))
    .filter((known) => folded(fullName(known, language)).includes(folded(typed.trim())))
    .slice(0, shownAtMost);

  return (
    <div>
      <Fold
        title={text('languages_title')}
        level={3}
        icon="language"
        note={chosen.length > 0 ? text('chosen_count', { count: chosen.length }) : undefined}
      >
        <Picker
          label={text('languages_add')}
          value={typed}
          onChange={setTyped}
          sections={[
            { id: 'languages', title: text('languages_title'), items: found.map((known) => ({ id: known.tag, label: fullName(known, language) })) },
          ]}
          onPick={(tag) => {
            setTyped('');
            dispatch({ type: 'language', tag, strength: 'preferred' });
          }}
          onReturn={() => {
            const [only] = found;
            if (found.length !== 1 || only === undefined) return;
            setTyped('');
            dispatch({ type: 'language', tag: only.tag, strength: 'preferred' });
          }}
        />
        <ul className="wish-rows">
          {chosen.map(({ tag, strength }) => (
            <li key={tag} className="wish-row">
              <span>{nameOf(tag)}</span>
              <StrengthToggles
                label={nameOf(tag)}
                strength={strength}
                onChange={(next) => {
                  dispatch({ type: 'language', tag, strength: next });
                }}
              />
            </li>
          ))}
        </ul>
      </Fold>
      <Chips
        label={text('languages_chosen')}
        items={chosen.map(({ tag, strength }) => ({
          key: tag,
          note: strengthLabel(strength, text),
          label: nameOf(tag),
          onRemove: () => {
            dispatch({ type: 'language', tag, strength: null });
          },
        }))}
      />
    </div>
  );
}

/** "Plains Cree · ᓀᐦᐃᔭᐍᐏᐣ": the name here and the name among its speakers. */
function fullName(known: CatalogueLanguage, language: Language): string {
  const label = labelIn(known.label, language);
  return label === known.endonym || known.endonym === '' ? label : `${label} · ${known.endonym}`;
}
