import { Page } from '../Page';
import { ResultCard } from '../ResultCard';
import { useTexts } from '../texts';
import { usePages } from '../use_results';
import { useKiosk } from '../visit';

/** Food and libraries: real places, there at once, and like any other list. */
export function SomethingElse() {
  const { text, language } = useTexts();
  const { decoys } = useKiosk();
  const parts = [
    { words: text('else_food'), results: decoys.food },
    { words: text('else_library'), results: decoys.library },
  ].filter(({ results }) => results.length > 0);
  const results = parts.flatMap((part) => part.results);
  const pages = usePages(results.map(({ service_id }) => service_id), language);
  const read = results.flatMap((result) => [
    { text: result.name, language: result.name_language ?? language },
    { text: result.open.text, language },
  ]);
  return (
    <Page title={text('else_title')} read={read}>
      {parts.map(({ words, results: shown }) => (
        <section key={words}>
          <h2 className="cards-heading">{words}</h2>
          <div className="cards">
            {shown.map((result) => (
              <ResultCard key={result.service_id} result={result} of={null} page={pages.get(result.service_id)} />
            ))}
          </div>
        </section>
      ))}
      {results.length === 0 && <p role="status">{text('results_looking')}</p>}
    </Page>
  );
}
