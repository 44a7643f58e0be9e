import { useEffect, useRef, useState, type ReactNode } from 'react';
import type { Spoken } from '../checkin/speech';
import { Mark } from '../ui/Mark';
import { Bar } from './Bar';
import { ReadAloud } from './ReadAloud';
import { CrisisStrip } from './CrisisStrip';
import { ReadingContext } from './reading';
import { Scene } from './Scene';
import { useTexts } from './texts';

interface PageProps {
  title: string;
  /** Of the title, where it is a name in the agency's own words. */
  titleLanguage?: string | null;
  hint?: string;
  /** What is read aloud, in the order of the page; the title comes first by itself. */
  read?: readonly Spoken[];
  children: ReactNode;
}

/** From here on a title is set smaller. */
const longTitle = 40;

/** One page: the sky with its title, what can be touched, the bar, and the numbers to call in their quiet place. */
export function Page({ title, titleLanguage, hint, read = [], children }: PageProps) {
  const { text, locale, language, reviewed } = useTexts();
  const heading = useRef<HTMLHeadingElement>(null);
  const main = useRef<HTMLElement>(null);
  const [reading, setReading] = useState<string | null>(null);
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
    window.scrollTo({ top: 0, behavior: 'instant' });
  }, []);
  const spoken = [{ text: title, language: titleLanguage ?? language }, ...(hint === undefined ? [] : [{ text: hint, language }]), ...read];
  return (
    <>
      <button
        type="button"
        className="skip"
        onClick={() => {
          main.current?.focus();
        }}
      >
        {text('skip')}
      </button>
      <header className="sky" data-long={title.length > longTitle}>
        <Scene />
        <Mark />
        <h1 ref={heading} tabIndex={-1} lang={titleLanguage ?? undefined}>
          <bdi>{title}</bdi>
        </h1>
        {hint !== undefined && <p className="sky-hint">{hint}</p>}
      </header>
      {/* It scrolls by itself, and so by keys too. */}
      <main ref={main} id="page" tabIndex={0}>
        {read.length > 0 && (
          <ReadAloud
            parts={spoken}
            onPart={(index) => {
              setReading(index === null ? null : (spoken[index]?.text ?? null));
            }}
          />
        )}
        <ReadingContext value={reading}>{children}</ReadingContext>
        {!reviewed && <p className="unreviewed">{text(locale.partial === true ? 'some_words_only' : 'unreviewed')}</p>}
      </main>
      <Bar />
      <CrisisStrip />
    </>
  );
}
