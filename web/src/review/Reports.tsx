import { useState } from 'react';
import { Button } from 'react-aria-components';
import { liftReport, type OpenReport } from '../api/review';
import { failureOf } from '../checkin/use_look';
import { formatDay } from '../text/format';
import { useReviewTexts } from './texts';

interface ReportsProps {
  reports: readonly OpenReport[];
  onLifted: (said: string) => void;
}

/** Reports that hold a place back until somebody from elsewhere lifts them. */
export function Reports({ reports, onLifted }: ReportsProps) {
  const { text } = useReviewTexts();
  return (
    <section className="open-reports">
      <h2>{text('reports_title', { count: reports.length })}</h2>
      {reports.length > 0 && <p>{text('reports_hint')}</p>}
      <ul>
        {reports.map((report) => (
          <li key={report.id}>
            <Report report={report} onLifted={onLifted} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Report({ report, onLifted }: { report: OpenReport; onLifted: (said: string) => void }) {
  const { text, language } = useReviewTexts();
  const [state, setState] = useState<'closed' | 'sure' | 'busy' | 'not_yours' | 'failed'>('closed');
  const { id, name } = report;
  const lift = async () => {
    setState('busy');
    try {
      await liftReport(id, AbortSignal.timeout(15_000));
      onLifted(text('report_lifted', { name }));
    } catch (error) {
      const failure = failureOf(error);
      setState(failure.kind === 'refused' && failure.problem.status === 403 ? 'not_yours' : 'failed');
    }
  };
  return (
    <>
      <strong>{name}</strong> <span className="quiet">{text('reports_line', { day: formatDay(report.reported_on, language) })}</span>
      {state === 'sure' || state === 'busy' ? (
        <div className="buttons" role="group" aria-label={text('report_lift_of', { name })}>
          <p>{text('report_sure')}</p>
          <Button autoFocus className="button button-main" onPress={() => void lift()}>
            {text('report_lift_yes')}
          </Button>
          <Button
            className="button button-second"
            onPress={() => {
              setState('closed');
            }}
          >
            {text('report_lift_no')}
          </Button>
        </div>
      ) : (
        <div className="buttons">
          <Button
            className="button button-second"
            aria-label={text('report_lift_of', { name })}
            onPress={() => {
              setState('sure');
            }}
          >
            {text('report_lift')}
          </Button>
        </div>
      )}
      <p role="status">
        {state === 'not_yours' && text('report_not_yours')}
        {state === 'failed' && text('report_failed')}
      </p>
    </>
  );
}
