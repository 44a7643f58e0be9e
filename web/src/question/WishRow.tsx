import type { CatalogueFact, YesNo } from '../api/types';
import { useTexts } from '../text/texts';
import type { QuestionProps } from './props';
import { StrengthToggles } from './StrengthToggles';
import { wishLabel } from './wishes';

/** One fact, and how much it matters. What stands in the safety plan is changed there. */
export function WishRow({ fact, want, question, dispatch }: QuestionProps & { fact: CatalogueFact; want: YesNo }) {
  const { text, language } = useTexts();
  const label = wishLabel(fact, want, language, text);
  const wish = question.wishes.find((other) => other.fact === fact.id && other.want === want);
  return (
    <li className="wish-row">
      <span>{label}</span>
      {wish?.strength === 'critical' ? (
        <span className="wish-critical">{text('strength_critical')}</span>
      ) : (
        <StrengthToggles
          label={label}
          strength={wish?.strength ?? null}
          onChange={(strength) => {
            dispatch({ type: 'wish', fact: fact.id, want, strength });
          }}
        />
      )}
    </li>
  );
}
