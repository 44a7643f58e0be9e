import { useEffect, useRef } from 'react';
import { Mark } from '../../ui/Mark';
import { StripNumbers } from '../CrisisStrip';
import { Scene } from '../Scene';
import { locales, useTexts } from '../texts';
import { useKiosk } from '../visit';

/** Before the first touch: the languages, each named in itself. */
export function Attract() {
  const { text } = useTexts();
  const { catalogue } = useKiosk();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <>
      <header className="sky sky-attract">
        <Scene />
        <Mark />
        <h1 ref={heading} tabIndex={-1}>
          {text('attract_title')}
        </h1>
        <p className="sky-hint">{text('attract_keeps')}</p>
      </header>
      <main id="page" className="attract">
        <h2 className="attract-touch">{text('attract_touch')}</h2>
        <LanguageTiles />
      </main>
      <aside className="strip" aria-label={text('lines_title')}>
        <StripNumbers lines={catalogue.crisis_lines} />
      </aside>
    </>
  );
}

/** Touching one asks the server nothing: all words are here already. */
export function LanguageTiles() {
  const { locale, text } = useTexts();
  const { visit, act } = useKiosk();
  return (
    <ul className="tiles tiles-languages">
      {locales.map(({ tag, endonym, direction, partial }) => (
        <li key={tag}>
          <button
            type="button"
            className="tile tile-language"
            aria-pressed={visit.language === null ? undefined : locale.tag === tag}
            onClick={() => {
              act({ type: 'speak', language: tag });
            }}
          >
            <bdi className="tile-word" lang={tag} dir={direction}>
              {endonym}
            </bdi>
            {partial === true && visit.language !== null && <span className="tile-note">{text('language_some_words')}</span>}
          </button>
        </li>
      ))}
    </ul>
  );
}
