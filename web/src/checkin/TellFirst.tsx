import { Button } from 'react-aria-components';
import { useCatalogue } from '../state/use_catalogue';
import { formatDay } from '../text/format';
import { isReviewed } from '../text/person_messages';
import { labelIn, textIn, useTexts, type MessageKey } from '../text/texts';
import { useCheckIn } from './context';
import { BackToPlaces, InLanguage, Original, SpokenLanguage, StepHeading, type SpokenProps } from './parts';

/** Before anything is told: what this tool keeps, and what the worker may have to report. */
export function TellFirst({ spoken, onSpoken }: SpokenProps) {
  return (
    <>
      <div className="check-in-bar">
        <BackToPlaces />
        <SpokenLanguage spoken={spoken} onSpoken={onSpoken} />
      </div>
      <InLanguage language={spoken}>
        <Words />
      </InLanguage>
    </>
  );
}

function Words() {
  const { text } = useTexts();
  const { act } = useCheckIn();
  return (
    <>
      <StepHeading>{text('tell_title')}</StepHeading>
      <section className="step-part">
        <h3>{text('tell_kept_title')}</h3>
        <Said words="tell_kept" />
        <Said words="tell_count" />
      </section>
      <section className="step-part">
        <h3>{text('tell_report_title')}</h3>
        <Reporting />
      </section>
      <section className="step-part">
        <h3>{text('tell_choice_title')}</h3>
        <Said words="tell_choice" />
      </section>
      <Button
        className="button button-main"
        onPress={() => {
          act({ type: 'told' });
        }}
      >
        {text('tell_done')}
      </Button>
    </>
  );
}

/** What must not be misread stands in English too, until a speaker has gone through it. */
function Said({ words, className }: { words: MessageKey; className?: string }) {
  const { text, language } = useTexts();
  return (
    <p className={className}>
      {text(words)}
      {!isReviewed(language) && <Original of={textIn('en')(words)} />}
    </p>
  );
}

/** The operator's counsel's own words with their name and day; without them, the sentence that lets one ask. */
function Reporting() {
  const { text, language } = useTexts();
  const { reporting } = useCatalogue();
  if (reporting == null) return <Said words="tell_report_none" className="tell-ask" />;
  const tag = reporting.text[language] === undefined ? (reporting.text['en'] === undefined ? Object.keys(reporting.text)[0] : 'en') : language;
  return (
    <>
      <p lang={tag} className="tell-report">
        {labelIn(reporting.text, language)}
      </p>
      <p className="quiet">{text('tell_report_by', { name: reporting.name, day: formatDay(reporting.date, language) })}</p>
    </>
  );
}
