import { Button } from 'react-aria-components';
import { useCatalogue } from '../state/use_catalogue';
import { formatDay } from '../text/format';
import { labelIn, useTexts } from '../text/texts';
import { useCheckIn } from './context';
import { BackToPlaces, InLanguage, SpokenLanguage, StepHeading, type SpokenProps } from './parts';

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
        <p>{text('tell_kept')}</p>
        <p>{text('tell_count')}</p>
      </section>
      <section className="step-part">
        <h3>{text('tell_report_title')}</h3>
        <Reporting />
      </section>
      <section className="step-part">
        <h3>{text('tell_choice_title')}</h3>
        <p>{text('tell_choice')}</p>
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

/** The operator's counsel's own words with their name and day; without them, the sentence that lets one ask. */
function Reporting() {
  const { text, language } = useTexts();
  const { reporting } = useCatalogue();
  if (reporting == null) return <p className="tell-ask">{text('tell_report_none')}</p>;
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
