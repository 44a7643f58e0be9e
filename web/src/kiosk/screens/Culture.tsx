import { Check, Feather, Flame, HandHeart, Leaf, Sparkles, Users, Utensils, type LucideIcon } from 'lucide-react';
import { labelIn } from '../../text/locale';
import { Page } from '../Page';
import { useTexts } from '../texts';
import { Tile } from '../Tile';
import { useKiosk } from '../visit';

const signs: Record<string, LucideIcon> = {
  elder: Feather,
  smudging: Leaf,
  'smudging-indoors': Leaf,
  'smudging-outdoors': Leaf,
  'prayer-space': Sparkles,
  ceremony: Flame,
  'food-rules-kept': Utensils,
  'faith-run': HandHeart,
};

/** What should be there: would like, never a must, so that no place is lost by it. */
export function Culture() {
  const { text, language } = useTexts();
  const { visit, act, catalogue } = useKiosk();
  const chosen = visit.wishes.culture;
  const facts = catalogue.facts.filter(({ group, visibility }) => group === 'culture' && visibility === 'public');
  return (
    <Page title={text('wish_culture')} hint={text('culture_hint')} read={facts.map(({ label }) => ({ text: labelIn(label, language), language }))}>
      <ul className="tiles">
        {facts.map(({ id, label }) => (
          <li key={id}>
            <Tile
              sign={signs[id] ?? Users}
              label={labelIn(label, language)}
              pressed={chosen.includes(id)}
              onTouch={() => {
                act({ type: 'wish', wishes: { culture: chosen.includes(id) ? chosen.filter((other) => other !== id) : [...chosen, id] } });
              }}
            />
          </li>
        ))}
        <li>
          <Tile
            sign={Check}
            label={text('done')}
            onTouch={() => {
              act({ type: 'back' });
            }}
          />
        </li>
      </ul>
    </Page>
  );
}
