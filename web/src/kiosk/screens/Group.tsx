import { LayoutGrid } from 'lucide-react';
import { groupWords, needsOf, needWords } from '../needs';
import { Page } from '../Page';
import { signOf } from '../signs';
import { useTexts } from '../texts';
import { Tile } from '../Tile';
import { useKiosk } from '../visit';
import { ChosenWishes } from '../wishes';

/** The needs of a group, and all of them at once. */
export function Group({ group }: { group: string }) {
  const texts = useTexts();
  const { text, language } = texts;
  const { catalogue, act } = useKiosk();
  const title = groupWords(catalogue, group, texts);
  const needs = needsOf(catalogue, group);
  const open = (ids: readonly string[]) => () => {
    act({ type: 'open', screen: { at: 'results', needs: ids, group, words: '' } });
  };
  return (
    <Page title={title} hint={text('start_hint')} read={[text('group_all'), ...needs.map((need) => needWords(catalogue, need, language))].map((words) => ({ text: words, language }))}>
      <ChosenWishes />
      <ul className="tiles">
        <li>
          <Tile sign={LayoutGrid} label={text('group_all')} onTouch={open([group])} />
        </li>
        {needs.map((need) => (
          <li key={need}>
            <Tile sign={signOf(need)} label={needWords(catalogue, need, language)} onTouch={open([need])} />
          </li>
        ))}
      </ul>
    </Page>
  );
}
