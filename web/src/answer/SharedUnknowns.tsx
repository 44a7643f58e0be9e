import type { SharedUnknown } from '../api/types';
import { useTexts } from '../text/texts';
import { Icon } from '../ui/Icon';

/** What isn't known of most places is said once, above them, with the question that settles it. */
export function SharedUnknowns({ unknowns }: { unknowns: SharedUnknown[] }) {
  const { text } = useTexts();
  if (unknowns.length === 0) return null;
  return (
    <section className="shared-unknowns" aria-labelledby="shared-unknowns-heading">
      <h3 id="shared-unknowns-heading">
        <Icon name="question" />
        {text('shared_unknowns')}
      </h3>
      <ul>
        {unknowns.map((unknown) => (
          <li key={unknown.part}>
            <p>{unknown.text}</p>
            {unknown.question !== '' && (
              <p className="say">
                <span className="say-label">{text('ask_each')}</span> “{unknown.question}”
              </p>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
