import { Baby, Cake, Feather, Keyboard, MapPin, MessagesSquare, Moon } from 'lucide-react';
import { groupsOf, groupWords } from '../needs';
import { Page } from '../Page';
import { signOf } from '../signs';
import { useTexts } from '../texts';
import { Tile } from '../Tile';
import { useKiosk } from '../visit';
import { useWishWords } from '../wishes';

/** What is needed, as tiles. Food, phones, school and bus come first, and look like anyone's errand. */
export function Start() {
  const texts = useTexts();
  const { text, language } = texts;
  const { catalogue, act } = useKiosk();
  const { first, others } = groupsOf(catalogue);
  const read = [...first, ...others].map((group) => ({ text: groupWords(catalogue, group, texts), language }));
  const tile = (group: string, size?: 'large') => (
    <li key={group}>
      <Tile
        sign={signOf(group)}
        label={groupWords(catalogue, group, texts)}
        {...(size === undefined ? {} : { size })}
        onTouch={() => {
          act({ type: 'open', screen: { at: 'group', group } });
        }}
      />
    </li>
  );
  return (
    <Page title={text('start_title')} hint={text('start_hint')} read={read}>
      <ul className="tiles tiles-first">{first.map((group) => tile(group, 'large'))}</ul>
      <ul className="tiles">{others.map((group) => tile(group))}</ul>
      <WishTiles />
    </Page>
  );
}

/** What can be said beside the need. None of it has to be. */
export function WishTiles() {
  const { text } = useTexts();
  const { visit, act, near } = useKiosk();
  const { wishes } = visit;
  const words = useWishWords();
  return (
    <section className="wish-tiles" aria-labelledby="wish-heading">
      <h2 id="wish-heading">{text('start_more')}</h2>
      <ul className="tiles tiles-small">
        <li>
          <Tile size="small" sign={Moon} label={text('wish_tonight')} pressed={wishes.tonight} onTouch={() => { act({ type: 'wish', wishes: { tonight: !wishes.tonight } }); }} />
        </li>
        {near !== null && (
          <li>
            <Tile size="small" sign={MapPin} label={text('wish_near')} pressed={wishes.near} onTouch={() => { act({ type: 'wish', wishes: { near: !wishes.near } }); }} />
          </li>
        )}
        <li>
          <Tile size="small" sign={Baby} label={text('wish_child')} pressed={wishes.child} onTouch={() => { act({ type: 'wish', wishes: { child: !wishes.child } }); }} />
        </li>
        <li>
          <Tile size="small" sign={MessagesSquare} label={words.speaks ?? text('wish_speaks')} pressed={wishes.speaks !== null} onTouch={() => { act({ type: 'open', screen: { at: 'speaks' } }); }} />
        </li>
        <li>
          <Tile size="small" sign={Feather} label={text('wish_culture')} pressed={wishes.culture.length > 0} onTouch={() => { act({ type: 'open', screen: { at: 'culture' } }); }} />
        </li>
        <li>
          <Tile size="small" sign={Cake} label={words.age ?? text('wish_age')} pressed={wishes.age !== null} onTouch={() => { act({ type: 'open', screen: { at: 'age' } }); }} />
        </li>
        <li>
          <Tile size="small" sign={Keyboard} label={text('wish_write')} onTouch={() => { act({ type: 'open', screen: { at: 'write' } }); }} />
        </li>
      </ul>
    </section>
  );
}
