import { describe, expect, it } from 'vitest';
import type { CatalogueFact, Explanation, Fact, ServicePage } from '../api/types';
import { textIn } from '../text/texts';
import { publicOnly, sectionsOf, type Section } from './sections';

const text = textIn('en');

const fact = (id: string, evidence: Fact['evidence'], words: string, value: Fact['value'] = 'yes'): Fact => ({
  fact: id,
  group: 'safety',
  group_label: 'Safety',
  label: id,
  level: 'service',
  service_at_location_id: null,
  evidence,
  value,
  text: words,
  checked: 'Said on 9 June 2024.',
});

const page = (changes: Partial<ServicePage> = {}): ServicePage => ({
  id: 'a',
  short_id: 'abcdef27',
  name: 'Lantern House',
  name_language: 'fr',
  organization: null,
  status: 'active',
  withdrawn: false,
  description: [],
  needs: [],
  facts: [],
  leads: [],
  hours: [],
  languages: [],
  eligibility: { text: null, minimum_age: null, maximum_age: null, genders: [], documents: [] },
  cost: [],
  contacts: [],
  phones: [],
  url: null,
  email: null,
  application_process: null,
  alert: null,
  sites: [],
  source: { name: 'sample', assured_on: null },
  last_modified: null,
  ...changes,
});

const part = (sections: Section[], key: Section['key']) => sections.find((section) => section.key === key)?.lines ?? [];
const of = (changes: Partial<ServicePage>, explanation: Explanation | null = null) => sectionsOf(page(changes), explanation, 'en', text);

describe('a place that is gone through together', () => {
  it('says of every part that nothing is recorded, rather than leave it blank', () => {
    for (const { key, lines } of of({})) expect(lines.length, key).toBeGreaterThan(0);
    expect(part(of({}), 'when')).toEqual([{ text: 'Hours aren’t recorded. Ring before you go.' }]);
  });

  it('counts nothing as known that is too old or not confirmed, and says when it was said', () => {
    const sections = of({ facts: [fact('a', 'unknown', 'They say doors lock.'), fact('b', 'favourable', 'They say no one is asked for ID.')] });
    expect(part(sections, 'known').map(({ text: words }) => words)).toEqual(['They say no one is asked for ID.']);
    expect(part(sections, 'unknown')).toEqual([{ text: 'They say doors lock.', checked: 'Said on 9 June 2024. Not confirmed: we don’t count on it.' }]);
  });

  it('shows what speaks against a place with what is known', () => {
    expect(part(of({ facts: [fact('a', 'unfavourable', 'They say they ask for ID.')] }), 'known')).toHaveLength(1);
  });

  it('shows on the person’s screen only what is public', () => {
    const known = [
      { id: 'open', visibility: 'public' },
      { id: 'inside', visibility: 'staff' },
    ] as CatalogueFact[];
    const shown = publicOnly(
      page({
        facts: [fact('open', 'favourable', 'one'), fact('inside', 'favourable', 'two'), fact('unheard-of', 'favourable', 'three')],
        leads: [{ fact: 'inside', against: false, text: 'four' }],
      }),
      known,
    );
    expect(shown.facts.map(({ text: words }) => words)).toEqual(['one']);
    expect(shown.leads).toEqual([]);
  });

  it('marks the agency’s own words with their language, or as not recorded', () => {
    expect(part(of({ application_process: 'Sonnez.' }), 'asked')).toEqual([{ text: 'Sonnez.', quotedIn: 'fr' }]);
    expect(part(of({ application_process: 'Ring.', name_language: null }), 'asked')).toEqual([{ text: 'Ring.', quotedIn: 'und' }]);
    const description = [
      { language: 'fr', text: 'Un lit', made: 'source' },
      { language: 'en', text: 'A bed', made: 'source' },
    ];
    expect(part(of({ description }), 'what')).toEqual([{ text: 'A bed', quotedIn: 'en' }]);
  });
});
