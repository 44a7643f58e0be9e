import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { CatalogueFact } from '../api/types';
import { emptyQuestion, questionReducer } from '../state/question';
import { presets, wishesOf } from './presets';
import { wantsOf } from './wishes';

const { facts } = JSON.parse(readFileSync(new URL('../../../data/catalogue/facts.json', import.meta.url), 'utf8')) as {
  facts: CatalogueFact[];
};

describe('a preset', () => {
  it('names facts of the catalogue only, on a side that can be asked for', () => {
    for (const preset of presets) {
      for (const { fact, want } of preset.wishes) {
        const known = facts.find(({ id }) => id === fact);
        expect(known, fact).toBeDefined();
        if (known !== undefined) expect(wantsOf(known), fact).toContain(want);
      }
    }
  });

  it('sets nothing critical', () => {
    for (const { wishes } of presets) for (const { strength } of wishes) expect(strength).not.toBe('critical');
  });

  it('leaves out what this catalogue does not have', () => {
    const [secure] = presets;
    if (secure === undefined) throw new Error('no presets');
    expect(wishesOf(secure, [])).toEqual([]);
  });

  it('sets what is visible in it, and nothing weaker than was said before', () => {
    const before = questionReducer(emptyQuestion, { type: 'wish', fact: 'elder', want: 'yes', strength: 'required' });
    const after = questionReducer(before, {
      type: 'preset',
      wishes: [
        { fact: 'elder', want: 'yes', strength: 'preferred' },
        { fact: 'smudging', want: 'yes', strength: 'preferred' },
      ],
    });
    expect(after.wishes).toEqual([
      { fact: 'elder', want: 'yes', strength: 'required' },
      { fact: 'smudging', want: 'yes', strength: 'preferred' },
    ]);
  });
});
