import './agency.css';
import type { Preview, Seen } from '../api/agency';
import { AskList } from '../answer/AskList';
import { OpenLine } from '../answer/OpenLine';
import { Phones } from '../answer/Phones';
import { Quoted } from '../answer/Quoted';
import { WhyList } from '../answer/WhyList';
import { ServiceDetails } from '../service/ServiceDetails';
import { Fold } from '../ui/Fold';
import { useAgencyTexts } from './texts';

/** The change as others would see it, were it agreed to: nothing of it is kept. */
export function PreviewShown({ preview }: { preview: Preview }) {
  const { text } = useAgencyTexts();
  return (
    <section className="agency-preview" aria-labelledby="agency-preview">
      <h3 id="agency-preview">{text('preview_title')}</h3>
      <p>{text('preview_note')}</p>
      {(['worker', 'kiosk'] as const).map((who) => (
        <section key={who} aria-labelledby={`agency-preview-${who}`} data-who={who}>
          <h4 id={`agency-preview-${who}`}>{text(`preview_${who}`)}</h4>
          <SeenBy seen={preview[who]} />
        </section>
      ))}
    </section>
  );
}

function SeenBy({ seen }: { seen: Seen }) {
  const { text } = useAgencyTexts();
  if (seen === null) return <p className="note">{text('preview_none')}</p>;
  const { result, page } = seen;
  return (
    <>
      <article className="card" data-class={result.class}>
        <header className="card-head">
          <h5 className="card-name">
            <Quoted text={result.name} language={result.name_language} quiet />
          </h5>
          {result.organization !== null && result.organization.name !== result.name && <p className="card-organization">{result.organization.name}</p>}
          <ul className="card-facts">
            <li>
              <OpenLine open={result.open} />
            </li>
            {result.area !== null && <li>{result.area}</li>}
          </ul>
        </header>
        <div className="card-body">
          <div className="card-words">
            {result.alert != null && result.alert !== '' && <p className="note note-strong">{result.alert}</p>}
            {result.summary !== null && result.summary !== '' && (
              <p className="card-summary">
                <Quoted text={result.summary} language={result.summary_language} />
              </p>
            )}
            <WhyList why={result.why} />
          </div>
          <div className="card-ring">
            <Phones phones={result.phones} />
            <AskList asks={result.ask} />
          </div>
        </div>
      </article>
      <Fold title={text('preview_page')} level={5}>
        <ServiceDetails page={page} />
      </Fold>
    </>
  );
}
