import { useState } from 'react';
import { MessagesSquare } from 'lucide-react';
import { labelIn } from '../../text/locale';
import { Page } from '../Page';
import { locales, useTexts } from '../texts';
import { Tile } from '../Tile';
import { useKiosk } from '../visit';

/** Offered first: the languages of this page, and the Indigenous languages of the most speakers. */
const first = ['en', 'fr', 'cr', 'oj', 'iu', 'mic', 'dak', 'es', 'ar', 'zh', 'tl', 'pa', 'uk', 'ase'];

/** Which language someone there should speak. All languages of the catalogue are behind one more touch. */
export function Speaks() {
  const { text, language, locale } = useTexts();
  const { visit, act, catalogue } = useKiosk();
  const [all, setAll] = useState(false);
  const compare = new Intl.Collator(locale.intl).compare;
  const shown = all
    ? catalogue.languages.toSorted((one, other) => compare(labelIn(one.label, language), labelIn(other.label, language)))
    : first.flatMap((tag) => catalogue.languages.find((entry) => entry.tag === tag) ?? []);
  return (
    <Page title={text('speaks_title')}>
      <ul className="tiles tiles-words">
        {shown.map(({ tag, endonym, label }) => {
          const words = labelIn(label, language);
          return (
            <li key={tag}>
              <button
                type="button"
                className="tile tile-language"
                aria-pressed={visit.wishes.speaks === tag}
                onClick={() => {
                  act({ type: 'wish', wishes: { speaks: visit.wishes.speaks === tag ? null : tag } });
                  act({ type: 'back' });
                }}
              >
                <bdi className="tile-word" lang={tag} dir={locales.find((own) => own.tag === tag)?.direction}>
                  {endonym}
                </bdi>
                {words !== endonym && <bdi className="tile-note">{words}</bdi>}
              </button>
            </li>
          );
        })}
        {!all && (
          <li>
            <Tile
              sign={MessagesSquare}
              label={text('speaks_more')}
              onTouch={() => {
                setAll(true);
              }}
            />
          </li>
        )}
      </ul>
    </Page>
  );
}
