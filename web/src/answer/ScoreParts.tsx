import type { Feature } from '../api/types';
import { locales, useTexts } from '../text/texts';
import { Fold } from '../ui/Fold';

/** Why a place stands where it stands among those of its class: the few named parts of its score. */
export function ScoreParts({ features }: { features: Feature[] }) {
  const { text, language } = useTexts();
  if (features.length === 0) return null;
  const most = Math.max(...features.map(({ contribution }) => Math.abs(contribution)), Number.EPSILON);
  const figure = new Intl.NumberFormat(locales[language], { minimumFractionDigits: 2, maximumFractionDigits: 2, signDisplay: 'exceptZero' });
  return (
    <Fold title={text('score_title')} level={5} className="fold-quiet">
      <p className="hint">{text('score_hint')}</p>
      <table className="score">
        <thead className="visually-hidden">
          <tr>
            <th scope="col">{text('score_part')}</th>
            <th scope="col">{text('score_adds')}</th>
          </tr>
        </thead>
        <tbody>
          {[...features]
            .sort((a, b) => b.contribution - a.contribution)
            .map((feature) => (
              <tr key={feature.name}>
                <th scope="row">{feature.label}</th>
                <td>
                  <progress className="score-bar" max={most} value={Math.max(feature.contribution, 0)} aria-hidden="true" />
                  <span className="score-figure">{figure.format(feature.contribution)}</span>
                </td>
              </tr>
            ))}
        </tbody>
      </table>
    </Fold>
  );
}
