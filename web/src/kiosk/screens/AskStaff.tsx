import { labelIn } from '../../text/locale';
import { formatDay } from '../../text/format';
import { LargeNumber } from '../LargeNumber';
import { Page } from '../Page';
import { useTexts } from '../texts';
import { useKiosk } from '../visit';

/** First what staff may have to report, then words to show them, so that nothing has to be said aloud. */
export function AskStaff({ number }: { number: string | null }) {
  const { text, language, locale } = useTexts();
  const { catalogue } = useKiosk();
  const { reporting } = catalogue;
  const first = reporting === null ? text('staff_first_unknown') : labelIn(reporting.text, language);
  const shown = [...(number === null ? [text('staff_look'), text('staff_call')] : []), text('staff_no_name')];
  return (
    <Page title={text('staff_title')} read={[text('staff_first'), first].map((words) => ({ text: words, language }))}>
      <section className="staff-first">
        <h2>{text('staff_first')}</h2>
        <p>
          <bdi>{first}</bdi>
        </p>
        {reporting !== null && <p className="quiet">{text('staff_from', { name: reporting.name, day: formatDay(reporting.date, locale.intl) })}</p>}
      </section>
      <section className="staff-show">
        <h2>{text('staff_then')}</h2>
        {number !== null && (
          <>
            <p>{text('staff_call_number')}</p>
            <LargeNumber number={number} />
          </>
        )}
        {shown.map((words) => (
          <p key={words}>{words}</p>
        ))}
      </section>
      <p className="quiet">{text('staff_why')}</p>
    </Page>
  );
}
