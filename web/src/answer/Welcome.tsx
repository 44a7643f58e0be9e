import type { Ref } from 'react';
import { Button } from 'react-aria-components';
import { useCatalogue } from '../state/use_catalogue';
import { labelIn, useTexts } from '../text/texts';
import { Icon } from '../ui/Icon';
import { Porch } from './Porch';

const frequent = ['housing.bed-tonight', 'food.meal', 'crisis.line', 'health.primary-care', 'transport.rides', 'legal.advice', 'immigration.id-papers', 'culture.elder'];

/** Before the first question: how this works, and what many ask for. */
export function Welcome({ onStart, headingRef }: { onStart: (need: string) => void; headingRef: Ref<HTMLHeadingElement> }) {
  const { text, language } = useTexts();
  const { needs } = useCatalogue();
  const offered = frequent.flatMap((id) => needs.find((need) => need.id === id) ?? []);
  return (
    <div className="welcome">
      <Porch />
      <h2 ref={headingRef} tabIndex={-1} className="welcome-title">
        {text('welcome_title')}
      </h2>
      <p className="welcome-lead">{text('welcome_lead')}</p>
      {offered.length > 0 && (
        <section aria-labelledby="frequent-heading">
          <h3 id="frequent-heading">{text('frequent')}</h3>
          <div className="toggles">
            {offered.map((need) => (
              <Button
                key={need.id}
                className="toggle"
                onPress={() => {
                  onStart(need.id);
                }}
              >
                <Icon name="search" />
                {labelIn(need.label, language)}
              </Button>
            ))}
          </div>
        </section>
      )}
      <section aria-labelledby="classes-heading">
        <h3 id="classes-heading">{text('how_answers_stand')}</h3>
        <dl className="class-key">
          {(['meets', 'ask', 'hold', 'ruled_out'] as const).map((kind) => (
            <div key={kind} data-class={kind}>
              <dt>{text(`class_${kind}`)}</dt>
              <dd>{text(`class_${kind}_hint`)}</dd>
            </div>
          ))}
        </dl>
      </section>
    </div>
  );
}
