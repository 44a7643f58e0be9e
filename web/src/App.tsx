import { useEffect, useState } from 'react';
import { UNSAFE_PortalProvider as PortalProvider } from 'react-aria/PortalProvider';
import { Button, I18nProvider } from 'react-aria-components';
import { whenSessionEnds } from './api/client';
import type { Account, DeskLanguage } from './api/types';
import { FailureNote } from './answer/FailureNote';
import { CrisisButton } from './crisis/CrisisButton';
import { CrisisLines } from './crisis/CrisisLines';
import { Desk } from './Desk';
import { LeaveButton } from './exit/LeaveButton';
import { Resting } from './idle/Resting';
import { useIdle } from './idle/use_idle';
import { SignIn } from './signin/SignIn';
import { SessionContext, useOwnSession } from './signin/use_session';
import { RoomTabs } from './staff/RoomTabs';
import { StaffRooms } from './staff/StaffRooms';
import { useRooms } from './staff/use_rooms';
import { CatalogueContext, useFetchedCatalogue } from './state/use_catalogue';
import { locales, TextsProvider, useTexts } from './text/texts';
import { Fold } from './ui/Fold';
import { Mark } from './ui/Mark';

/** The whole page. Its state lives here, in memory, and ends with it. */
export function App() {
  const [language, setLanguage] = useState<DeskLanguage>('en');
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  return (
    <I18nProvider locale={locales[language]}>
      <PortalProvider getContainer={() => document.getElementById('overlays')}>
        <TextsProvider language={language}>
          <Page onLanguage={setLanguage} />
        </TextsProvider>
      </PortalProvider>
    </I18nProvider>
  );
}

function Page({ onLanguage }: { onLanguage: (language: DeskLanguage) => void }) {
  const { text } = useTexts();
  const [person, setPerson] = useState(0);
  const [signingIn, setSigningIn] = useState(false);
  const startOver = () => {
    setPerson((before) => before + 1);
    setSigningIn(false);
  };
  const session = useOwnSession();
  const { account } = session;
  // Nothing of one person's page is left for another, and no session for whoever finds the screen.
  const wipe = () => {
    startOver();
    if (account !== null) session.signOut();
  };
  const { rest, wake, hide } = useIdle(wipe);
  useEffect(() => {
    whenSessionEnds(hide);
  }, [hide]);
  const { catalogue, failure, again } = useFetchedCatalogue(account);
  const signedIn = (next: Account | null) => {
    if (next?.id !== account?.id) startOver();
    session.began(next);
    setSigningIn(next?.must_set_up_code === true);
    wake();
  };
  const rooms = useRooms(account);
  const awake = rest.kind !== 'hidden' && !signingIn;
  const desk = awake && rooms.current === null;
  return (
    <SessionContext value={session}>
      <CatalogueContext value={catalogue}>
        <SkipLink />
        <header className="top">
          <div className="top-inner">
            <p className="brand">
              <Mark />
              <span className="brand-name">Porchlight</span>
            </p>
            <LeaveButton />
            <LanguageSwitch onLanguage={onLanguage} />
            <CrisisButton />
          </div>
        </header>
        {failure !== null && (
          <div className="page-failure">
            <FailureNote failure={failure} onAgain={again} />
          </div>
        )}
        {awake && rooms.all.length > 0 && (
          <RoomTabs
            rooms={rooms}
            onAccount={() => {
              setSigningIn(true);
            }}
          />
        )}
        {account !== null && (
          <div key={account.id} hidden={!awake}>
            <StaffRooms account={account} rooms={rooms} />
          </div>
        )}
        {/* Another person, another desk: whatever hung on the one before goes with it. */}
        <div hidden={!desk}>
          <Desk
            key={person}
            another={person > 0}
            onStartOver={startOver}
            onAccount={() => {
              setSigningIn(true);
            }}
          />
        </div>
        {rest.kind === 'hidden' && (
          <Resting
            wipedAt={rest.wipedAt}
            account={account}
            onShow={wake}
            onSignedIn={signedIn}
            onWipe={() => {
              wipe();
              wake();
            }}
          />
        )}
        {rest.kind !== 'hidden' && signingIn && (
          <SignIn
            onBack={() => {
              setSigningIn(false);
            }}
            onSignedIn={signedIn}
            onSignedOut={wipe}
          />
        )}
        <footer className="bottom">
          <CrisisLines />
          <Fold title={text('about_title')} level={3} className="fold-quiet">
            <p>{text('about_keeps')}</p>
            <p>{text('about_traces')}</p>
            {catalogue.gazetteer?.licence != null && <p>{text('about_places', { licence: catalogue.gazetteer.licence })}</p>}
          </Fold>
        </footer>
        <p className="print-note">{text('print_note')}</p>
      </CatalogueContext>
    </SessionContext>
  );
}

/** A button, not a link: even a fragment would change the address. */
function SkipLink() {
  const { text } = useTexts();
  return (
    <Button
      className="skip"
      onPress={() => {
        const room = [...document.querySelectorAll<HTMLElement>('.room')].find((main) => main.checkVisibility());
        (room ?? document.getElementById('check-in') ?? document.getElementById('answer'))?.focus();
      }}
    >
      {text('skip_to_answer')}
    </Button>
  );
}

/** The other language, named in itself. Question and answer stay. */
function LanguageSwitch({ onLanguage }: { onLanguage: (language: DeskLanguage) => void }) {
  const { language } = useTexts();
  const other = language === 'en' ? 'fr' : 'en';
  const name = { en: 'English', fr: 'Français' }[other];
  return (
    <Button
      className="language-switch"
      onPress={() => {
        onLanguage(other);
      }}
    >
      <span lang={other} className="language-long">
        {name}
      </span>
      <span lang={other} className="language-short" aria-hidden="true">
        {other.toUpperCase()}
      </span>
    </Button>
  );
}
