import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { Button } from 'react-aria-components';
import { FailureNote } from '../answer/FailureNote';
import type { Failure } from '../api/client';
import { upkeepGaps, type GapCall, type GapFilter, type Gaps } from '../api/upkeep';
import { failureOf } from '../checkin/use_look';
import { Paper } from '../handover/Paper';
import { useCatalogue } from '../state/use_catalogue';
import { labelIn } from '../text/locale';
import { Choice } from '../ui/Choice';
import { useUpkeepTexts } from './texts';

const sheetOf = 10;

/** Which calls would turn most places to ask into places that fit; by preset, need and place. */
export function GapCalls() {
  const { text, language } = useUpkeepTexts();
  const [filter, setFilter] = useState<GapFilter>({ preset: '', need: '', region: '' });
  const [round, setRound] = useState(0);
  const [gaps, setGaps] = useState<Gaps | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  useEffect(() => {
    const controller = new AbortController();
    upkeepGaps(filter, language, controller.signal).then(
      (answer) => {
        setGaps(answer);
        setFailure(null);
      },
      (error: unknown) => {
        if (!controller.signal.aborted) setFailure(failureOf(error));
      },
    );
    return () => {
      controller.abort();
    };
  }, [filter, language, round]);
  return (
    <section aria-labelledby="upkeep-gaps">
      <h2 id="upkeep-gaps">{text('gaps_title')}</h2>
      <p>{text('gaps_about')}</p>
      {failure !== null && (
        <FailureNote
          failure={failure}
          onAgain={() => {
            setRound((before) => before + 1);
          }}
        />
      )}
      {gaps === null ? failure === null && <p>{text('loading')}</p> : <Found gaps={gaps} filter={filter} onFilter={setFilter} />}
    </section>
  );
}

function Found({ gaps, filter, onFilter }: { gaps: Gaps; filter: GapFilter; onFilter: (next: GapFilter) => void }) {
  const { text, language } = useUpkeepTexts();
  const { needs } = useCatalogue();
  const any = { value: '', label: text('any') };
  return (
    <>
      <div className="upkeep-filter">
        <Choice
          label={text('preset')}
          value={filter.preset}
          choices={[any, ...gaps.presets.map(({ id, label }) => ({ value: id, label }))]}
          onChange={(preset) => {
            onFilter({ ...filter, preset });
          }}
        />
        <Choice
          label={text('need')}
          value={filter.need}
          choices={[any, ...needs.map(({ id, label }) => ({ value: id, label: labelIn(label, language) }))]}
          onChange={(need) => {
            onFilter({ ...filter, need });
          }}
        />
        <Choice
          label={text('region')}
          value={filter.region}
          choices={[any, ...gaps.regions.map((region) => ({ value: region, label: region }))]}
          onChange={(region) => {
            onFilter({ ...filter, region });
          }}
        />
      </div>
      <h3>{text('cells_title')}</h3>
      <ul>
        {gaps.cells.slice(0, 10).map((cell, at) => (
          <li key={at}>
            {text('cell_of', { preset: cell.preset, need: cell.need, region: cell.region })}: {text('cell_counts', { meets: cell.meets, ask: cell.ask })}
          </li>
        ))}
      </ul>
      <h3>{text('calls_title')}</h3>
      {gaps.calls.length === 0 ? <p>{text('calls_none')}</p> : <Calls calls={gaps.calls} />}
    </>
  );
}

function Calls({ calls }: { calls: GapCall[] }) {
  const { text } = useUpkeepTexts();
  const [printing, setPrinting] = useState(false);
  const print = () => {
    flushSync(() => {
      setPrinting(true);
    });
    window.print();
    setPrinting(false);
  };
  const sheets = Array.from({ length: Math.ceil(calls.length / sheetOf) }, (_, at) => calls.slice(at * sheetOf, (at + 1) * sheetOf));
  return (
    <>
      <Button className="button button-second" onPress={print}>
        {text('print')}
      </Button>
      <ol className="upkeep-list">
        {calls.map((call, at) => (
          <li key={call.service_id} className="upkeep-row">
            <h4>{`${at + 1}. ${call.name}`}</h4>
            <Words call={call} />
          </li>
        ))}
      </ol>
      {printing && (
        <Paper>
          {sheets.map((sheet, at) => (
            <article key={at} className="call-sheet">
              <h1>{text('sheet', { n: at + 1 })}</h1>
              <ol start={at * sheetOf + 1}>
                {sheet.map((call) => (
                  <li key={call.service_id}>
                    <strong>{call.name}</strong>
                    <Words call={call} />
                    <p>{text('answer')} ______________________________</p>
                  </li>
                ))}
              </ol>
            </article>
          ))}
        </Paper>
      )}
    </>
  );
}

function Words({ call }: { call: GapCall }) {
  const { text } = useUpkeepTexts();
  return (
    <>
      <p>{[call.organization, call.region].filter((part) => part !== '').join(' · ')}</p>
      <p>{call.phones.length === 0 ? text('no_phone') : call.phones.join(' · ')}</p>
      <p>{call.why}</p>
      <ul>
        {call.questions.map((question) => (
          <li key={question}>{question}</li>
        ))}
      </ul>
    </>
  );
}
