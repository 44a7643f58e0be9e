import { useEffect, useRef, type ReactNode } from 'react';
import { Button } from 'react-aria-components';
import type { Language } from '../api/types';
import { directionOf } from '../text/locale';
import { isReviewed, personLanguages } from '../text/person_messages';
import { textIn, TextsProvider, useTexts } from '../text/texts';
import { Icon } from '../ui/Icon';
import { Segments } from '../ui/Segments';
import { standAt } from '../ui/stand_at';
import { useCheckIn } from './context';

/** The heading of a step: keyboard and screen go there when it comes. */
export function StepHeading({ children }: { children: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (heading.current !== null) standAt(heading.current);
  }, []);
  return (
    <h2 ref={heading} tabIndex={-1} className="step-heading">
      {children}
    </h2>
  );
}

export function BackToPlaces() {
  const { text } = useTexts();
  const { act } = useCheckIn();
  return (
    <Button
      className="button button-second"
      onPress={() => {
        act({ type: 'go', step: { at: 'desk' } });
      }}
    >
      <Icon name="back" />
      {text('checkin_back')}
    </Button>
  );
}

export interface SpokenProps {
  spoken: Language;
  onSpoken: (language: Language) => void;
}

/** Each named in itself. */
export function SpokenLanguage({ spoken, onSpoken }: SpokenProps) {
  const { text } = useTexts();
  return (
    <Segments
      label={text('checkin_language')}
      value={spoken}
      choices={personLanguages.map(({ tag, endonym }) => ({ value: tag, label: endonym, language: tag }))}
      onChange={onSpoken}
    />
  );
}

/** What the person reads, in their language; and that no speaker has read it, where none has. */
export function InLanguage({ language, children }: { language: Language; children: ReactNode }) {
  return (
    <TextsProvider language={language}>
      <div lang={language} dir={directionOf(language)} className="check-in-person">
        {!isReviewed(language) && <p className="quiet">{textIn(language)('checkin_unreviewed')}</p>}
        {children}
      </div>
    </TextsProvider>
  );
}

/** The English of words on safety, small beside a wording that no speaker has gone through. */
export function Original({ of }: { of: string | null | undefined }) {
  const { text } = useTexts();
  if (of == null) return null;
  return (
    <span className="original quiet">
      {text('checkin_original')}{' '}
      <bdi lang="en" dir="ltr">
        {of}
      </bdi>
    </span>
  );
}
