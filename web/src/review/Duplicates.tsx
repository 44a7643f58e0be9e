import { useEffect, useState } from 'react';
import { duplicates, type Compared, type Duplicate, type Submission } from '../api/review';
import { formatDistance } from '../text/format';
import { useReviewTexts } from './texts';

/** Live listings that may be the same, each beside this one. They come after the rest: looking may take a while. */
export function Duplicates({ submission }: { submission: Submission }) {
  const { text } = useReviewTexts();
  const [found, setFound] = useState<{ own: Compared; duplicates: Duplicate[] } | null>(null);
  const { id } = submission;
  useEffect(() => {
    const controller = new AbortController();
    // A hint only: without it the review goes on.
    duplicates(id, controller.signal).then(setFound, () => undefined);
    return () => {
      controller.abort();
    };
  }, [id]);
  if (found === null || found.duplicates.length === 0) return null;
  return (
    <>
      <h3>{text('duplicates_title')}</h3>
      <p className="quiet">{text('duplicates_hint')}</p>
      {found.duplicates.map((other) => (
        <Pair key={other.service_id} submission={submission} own={found.own} other={other} />
      ))}
    </>
  );
}

function Pair({ submission, own, other }: { submission: Submission; own: Compared; other: Duplicate }) {
  const { text, language } = useReviewTexts();
  const rows: [string, string, string][] = [
    [text('member_name'), submission.name, other.name],
    [text('member_organization'), submission.organization.name, other.organization],
    [text('member_phones'), own.phones.join(', '), other.phones.join(', ')],
    [text('duplicates_domains'), own.domains.join(', '), other.domains.join(', ')],
    [text('duplicates_towns'), own.towns.join(', '), other.towns.join(', ')],
  ];
  return (
    <div className="difference" role="table" aria-label={text('duplicates_pair', { name: other.name })}>
      <div role="row" className="difference-head">
        <span role="columnheader">{text('detail')}</span>
        <span role="columnheader">{text('duplicates_this')}</span>
        <span role="columnheader">{text('duplicates_other')}</span>
      </div>
      {rows
        .filter(([, mine, theirs]) => mine !== '' || theirs !== '')
        .map(([name, mine, theirs]) => (
          <div role="row" className="difference-row" key={name}>
            <div role="rowheader">{name}</div>
            {[mine, theirs].map((value, at) => (
              <div role="cell" key={at}>
                <span className="difference-side" aria-hidden="true">
                  {text(at === 0 ? 'duplicates_this' : 'duplicates_other')}
                </span>
                <p>{mine === theirs ? <mark>{value}</mark> : value}</p>
              </div>
            ))}
          </div>
        ))}
      {other.distance_km !== null && (
        <div role="row" className="difference-row">
          <div role="rowheader">{text('duplicates_distance')}</div>
          <div role="cell">
            <p>{formatDistance(other.distance_km, language)}</p>
          </div>
        </div>
      )}
    </div>
  );
}
