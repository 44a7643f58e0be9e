import { useEffect, useReducer, useState } from 'react';
import { flushSync } from 'react-dom';
import type { Catalogue, Place as Point } from '../api/types';
import { tellServer } from '../exit/exit';
import { kioskTimes } from '../idle/idle';
import { useIdle } from '../idle/use_idle';
import type { AnswerState } from '../state/answer';
import { useFetchedCatalogue } from '../state/use_catalogue';
import { fetchClips, stop, type ClipIndex } from './audio';
import { ClipsContext } from './ReadAloud';
import { Age } from './screens/Age';
import { AskStaff } from './screens/AskStaff';
import { Attract } from './screens/Attract';
import { Culture } from './screens/Culture';
import { Gone } from './screens/Gone';
import { Group } from './screens/Group';
import { LanguagePage } from './screens/LanguagePage';
import { Lines } from './screens/Lines';
import { Place } from './screens/Place';
import { Results } from './screens/Results';
import { SomethingElse } from './screens/SomethingElse';
import { Speaks } from './screens/Speaks';
import { Start } from './screens/Start';
import { StillThere } from './screens/StillThere';
import { Take } from './screens/Take';
import { Write } from './screens/Write';
import { noVisit, shown, visitReducer, type Screen } from './state';
import { english, locales, TextsProvider, useTexts } from './texts';
import { useDecoys } from './use_decoys';
import { useHeartbeat } from './use_heartbeat';
import { KioskContext, type Decoys } from './visit';

/** The kiosk. What it holds between two people is the same for everyone; all else lives in one visit and ends with it. */
export function Kiosk() {
  const { catalogue, failure, again } = useFetchedCatalogue();
  const there = useHeartbeat();
  const ready = catalogue.needs.length > 0;
  const near = catalogue.kiosk.near;
  const decoys = useDecoys(near, ready);
  const [clips, setClips] = useState<ClipIndex>({});
  useEffect(() => {
    void fetchClips().then(setClips);
  }, []);
  useEffect(() => {
    // The server came late: the catalogue is asked for again once it is there.
    if (failure === null || !there) return;
    const timer = window.setTimeout(again, 1000);
    return () => {
      window.clearTimeout(timer);
    };
  }, [failure, there, again]);
  const [person, setPerson] = useState(0);
  const wipe = () => {
    stop();
    for (const field of document.querySelectorAll('input')) field.value = '';
    // At once, and not when React finds the time.
    flushSync(() => {
      setPerson((before) => before + 1);
    });
    tellServer();
    // Under the kiosk's shell the browser ends with the visit, and a new one starts with a new profile.
    if (window.matchMedia('(display-mode: fullscreen)').matches) {
      // The shell ends a browser with another title too, where the page isn't let close itself.
      document.title = '';
      window.close();
    }
  };
  return (
    <ClipsContext value={clips}>
      <OneVisit key={person} catalogue={catalogue} near={near} decoysIn={decoys} there={there} wipe={wipe} />
    </ClipsContext>
  );
}

interface OneVisitProps {
  catalogue: Catalogue;
  near: Point | null;
  decoysIn: (language: string) => Decoys;
  there: boolean;
  wipe: () => void;
}

function OneVisit({ catalogue, near, decoysIn, there, wipe }: OneVisitProps) {
  const [visit, act] = useReducer(visitReducer, noVisit);
  const [answers] = useState(() => new Map<string, AnswerState>());
  const locale = locales.find(({ tag }) => tag === visit.language) ?? english;
  const decoys = decoysIn(locale.tag);
  useEffect(() => {
    // Where only some words are in a language, the page as a whole is English.
    document.documentElement.lang = locale.partial === true ? english.tag : locale.tag;
    document.documentElement.dir = locale.direction;
    document.documentElement.dataset['words'] = visit.look.words;
  }, [locale, visit.look.words]);
  // Before the first touch there is nothing to wipe.
  const { rest, wake } = useIdle(visit.language === null ? nothing : wipe, kioskTimes);
  const wipedAt = rest.kind === 'hidden' && visit.language !== null ? rest.wipedAt : null;
  const asked = wipedAt !== null;
  return (
    <TextsProvider locale={locale}>
      <KioskContext value={{ visit, act, wipe, catalogue, near, answers, decoys }}>
        <div className="kiosk" data-dark={visit.look.dark} data-low={visit.look.low} inert={asked} hidden={!there}>
          {visit.language === null ? <Attract /> : <Shown screen={shown(visit)} depth={visit.screens.length} />}
        </div>
        {!there && (
          <div className="kiosk kiosk-gone" data-dark={visit.look.dark} inert={asked}>
            <Gone />
          </div>
        )}
        {wipedAt !== null && <StillThere wipedAt={wipedAt} onHere={wake} />}
        <PrintNote />
      </KioskContext>
    </TextsProvider>
  );
}

const nothing = () => undefined;

/** A new page is a new one for the keyboard and the ear too, hence the key. */
function Shown({ screen, depth }: { screen: Screen; depth: number }) {
  const key = `${depth} ${screen.at}`;
  switch (screen.at) {
    case 'start':
      return <Start key={key} />;
    case 'group':
      return <Group key={key} group={screen.group} />;
    case 'results':
      return <Results key={key} of={screen} />;
    case 'place':
      return <Place key={key} id={screen.id} of={screen.of} />;
    case 'take':
      return <Take key={key} id={screen.id} />;
    case 'speaks':
      return <Speaks key={key} />;
    case 'culture':
      return <Culture key={key} />;
    case 'age':
      return <Age key={key} />;
    case 'write':
      return <Write key={key} />;
    case 'staff':
      return <AskStaff key={key} number={screen.number} />;
    case 'else':
      return <SomethingElse key={key} />;
    case 'lines':
      return <Lines key={key} />;
    case 'languages':
      return <LanguagePage key={key} />;
  }
}

function PrintNote() {
  const { text } = useTexts();
  return <p className="print-note">{text('print_note')}</p>;
}
