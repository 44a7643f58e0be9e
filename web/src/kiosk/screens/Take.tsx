import { Check, Hash, HandHelping, PencilLine, Printer, QrCode, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { checkIn, handOver as fetchHandOver } from '../../api/client';
import type { HandOver } from '../../api/types';
import { CodeDrawing } from '../../handover/CodeDrawing';
import { Card, CardLines, type PaperSize } from '../../handover/Card';
import { Paper } from '../../handover/Paper';
import { codeContent } from '../../handover/qr';
import { useCodeTime } from '../../handover/use_code_time';
import { LargeNumber } from '../LargeNumber';
import { Page } from '../Page';
import { langOf } from '../said';
import { useTexts } from '../texts';
import { Tile } from '../Tile';
import { useKiosk } from '../visit';

type Stage = { at: 'asking' } | { at: 'waiting' } | { at: 'failed' } | { at: 'handed'; handOver: HandOver; language: string };

/** Nothing is handed over before a yes to having it: asked first, then fetched, then shown in the way that was chosen. */
export function Take({ id }: { id: string }) {
  const { text, language } = useTexts();
  const { act } = useKiosk();
  const [stage, setStage] = useState<Stage>({ at: 'asking' });
  if (stage.at === 'handed') return <TakeAlong handOver={stage.handOver} cardLanguage={stage.language} />;
  const yes = () => {
    setStage({ at: 'waiting' });
    const { signal } = new AbortController();
    checkIn(id, signal)
      .then(({ token }) => fetchHandOver(token, id, language, signal))
      .then(
        (handOver) => {
          setStage({ at: 'handed', handOver, language });
        },
        () => {
          setStage({ at: 'failed' });
        },
      );
  };
  return (
    <Page title={text('take_question')} hint={text('take_question_hint')} read={[text('take_yes'), text('take_no')].map((words) => ({ text: words, language }))}>
      <p role="status">{stage.at === 'failed' ? text('failed') : ''}</p>
      <ul className="tiles tiles-answers">
        <li>
          <Tile sign={Check} label={text('take_yes')} onTouch={yes} />
        </li>
        <li>
          <Tile
            sign={X}
            label={text('take_no')}
            onTouch={() => {
              act({ type: 'back' });
            }}
          />
        </li>
      </ul>
    </Page>
  );
}

type Way = 'write' | 'number' | 'code' | 'print';

function TakeAlong({ handOver, cardLanguage }: { handOver: HandOver; cardLanguage: string }) {
  const { text, language } = useTexts();
  const { act, catalogue } = useKiosk();
  const [way, setWay] = useState<Way | null>(null);
  const { number } = handOver;
  const code = codeContent(handOver.code, window.location.origin);
  const tile = (which: Way, sign: typeof Hash) => (
    <li>
      <Tile
        sign={sign}
        label={text(`take_${which}`)}
        pressed={way === which}
        onTouch={() => {
          setWay(way === which ? null : which);
        }}
      />
    </li>
  );
  return (
    <Page title={text('take_title')} read={[{ text: text('take_write'), language }, { text: text('take_staff'), language }]}>
      <div className="take" data-agreed="true">
        <ul className="tiles tiles-take">
          {tile('write', PencilLine)}
          {number !== null && tile('number', Hash)}
          {code !== null && tile('code', QrCode)}
          {catalogue.kiosk.printer && tile('print', Printer)}
          <li>
            <Tile
              sign={HandHelping}
              label={text('take_staff')}
              onTouch={() => {
                act({ type: 'open', screen: { at: 'staff', number } });
              }}
            />
          </li>
        </ul>
        {way === 'write' && <WriteDown handOver={handOver} cardLanguage={cardLanguage} />}
        {way === 'number' && number !== null && (
          <section className="taken" aria-label={text('take_number')}>
            <p>{text('take_number_hint')}</p>
            <LargeNumber number={number} />
          </section>
        )}
        {way === 'code' && code !== null && (
          <Code
            content={code}
            onGone={() => {
              setWay(null);
            }}
          />
        )}
        {way === 'print' && <Print handOver={handOver} cardLanguage={cardLanguage} />}
      </div>
    </Page>
  );
}

function WriteDown({ handOver, cardLanguage }: { handOver: HandOver; cardLanguage: string }) {
  const { text } = useTexts();
  return (
    <section className="taken" aria-label={text('take_write')}>
      <p>{text('take_write_hint')}</p>
      <p className="taken-name" lang={langOf(handOver.name_language)}>
        <bdi>{handOver.name}</bdi>
      </p>
      {handOver.number === null ? <p>{text('number_none')}</p> : <LargeNumber number={handOver.number} />}
      <dl className="taken-lines" lang={cardLanguage}>
        <CardLines lines={handOver.card.lines} />
      </dl>
    </section>
  );
}

function Code({ content, onGone }: { content: string; onGone: () => void }) {
  const { text } = useTexts();
  const left = useCodeTime(onGone);
  return (
    <section className="taken" aria-label={text('take_code')}>
      <p>{text('take_code_hint')}</p>
      <CodeDrawing content={content} label={text('code_drawing')} />
      <p>{text('code_left', { count: left })}</p>
      <button type="button" className="control" onClick={onGone}>
        <X aria-hidden="true" />
        <span>{text('code_hide')}</span>
      </button>
    </section>
  );
}

function Print({ handOver, cardLanguage }: { handOver: HandOver; cardLanguage: string }) {
  const { text } = useTexts();
  const [size, setSize] = useState<PaperSize | null>(null);
  // Printed once the card is in the paper.
  useEffect(() => {
    if (size !== null) window.print();
  }, [size]);
  const sizes = [
    { value: 'wallet', words: text('print_small') },
    { value: 'letter', words: text('print_page') },
  ] as const;
  return (
    // The class by which printing is let through (handover/print_gate).
    <section className="taken hand-over" aria-label={text('take_print')}>
      <p>{text('take_print_hint')}</p>
      <div className="place-touch">
        {sizes.map(({ value, words }) => (
          <button
            key={value}
            type="button"
            className="control control-main"
            onClick={() => {
              if (size === value) window.print();
              else setSize(value);
            }}
          >
            <Printer aria-hidden="true" />
            <span>{words}</span>
          </button>
        ))}
      </div>
      <p role="status">{size === null ? '' : text('print_look')}</p>
      <Paper>
        <Card card={handOver.card} language={cardLanguage} size={size ?? 'wallet'} />
      </Paper>
    </section>
  );
}
