import { groupWords, needWords } from '../needs';
import { Page } from '../Page';
import { ResultCard } from '../ResultCard';
import type { Looked } from '../state';
import { useTexts } from '../texts';
import { usePages, useResults } from '../use_results';
import { useKiosk } from '../visit';
import { ChosenWishes } from '../wishes';

/** The places for a need: those that fit, then those to call first. */
export function Results({ of }: { of: Looked }) {
  const { needs, group } = of;
  const texts = useTexts();
  const { text, language } = texts;
  const { catalogue } = useKiosk();
  const { state, more, again } = useResults(of);
  const results = state.answer?.results ?? [];
  const pages = usePages(results.map(({ service_id }) => service_id), language);
  const meets = results.filter((result) => result.class === 'meets');
  const ask = results.filter((result) => result.class === 'ask');
  const [need] = needs;
  const title = need === undefined ? text('write_field') : need === group ? groupWords(catalogue, group, texts) : needWords(catalogue, need, language);
  const read = results.flatMap((result) => [
    { text: result.name, language: result.name_language ?? language },
    { text: result.open.text, language },
  ]);
  return (
    <Page title={title} read={read}>
      <ChosenWishes />
      <p role="status" className="results-status">
        {state.failure !== null
          ? text('failed')
          : state.answer === null
            ? text('results_looking')
            : results.length === 0
              ? text('results_none')
              : meets.length > 0
                ? text(state.answer.asked_nothing ? 'results_listed' : 'results_fit')
                : ''}
      </p>
      {state.failure !== null && (
        <button type="button" className="control control-main" onClick={again}>
          <span>{text('try_again')}</span>
        </button>
      )}
      {state.answer !== null && results.length === 0 && <p>{text('results_none_hint')}</p>}
      {state.answer?.behind != null && <p>{state.answer.behind.text}</p>}
      <div className="cards" data-busy={state.busy === 'asking'}>
        {meets.map((result) => (
          <ResultCard key={result.service_id} result={result} of={of} page={pages.get(result.service_id)} />
        ))}
      </div>
      {ask.length > 0 && (
        <>
          <h2 className="cards-heading">{text('results_call_first')}</h2>
          <div className="cards">
            {ask.map((result) => (
              <ResultCard key={result.service_id} result={result} of={of} page={pages.get(result.service_id)} />
            ))}
          </div>
        </>
      )}
      {state.answer?.cursor != null && (
        <button type="button" className="control control-main results-more" disabled={state.busy === 'more'} onClick={more}>
          <span>{text('results_more')}</span>
        </button>
      )}
      {(state.answer?.totals.ask?.count ?? 0) > 0 && <p className="quiet">{text('results_staff_look')}</p>}
    </Page>
  );
}
