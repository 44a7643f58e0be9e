import { describe, expect, it } from 'vitest';
import type { CatalogueFact } from '../api/types';
import { textIn } from '../text/texts';
import { wantsOf, wishLabel } from './wishes';

const fact = (polarity: CatalogueFact['polarity']): CatalogueFact => ({
  id: 'x',
  group: 'safety',
  polarity,
  visibility: 'public',
  label: { en: 'Cameras on site' },
  yes: {},
  no: {},
});

describe('what can be asked of a fact', () => {
  it('is the good side, or either where people differ', () => {
    expect(wantsOf(fact('protective'))).toEqual(['yes']);
    expect(wantsOf(fact('hazard'))).toEqual(['no']);
    expect(wantsOf(fact('choice'))).toEqual(['yes', 'no']);
  });

  it('is worded so that the other side reads as the other side', () => {
    expect(wishLabel(fact('choice'), 'yes', 'en', textIn('en'))).toBe('Cameras on site');
    expect(wishLabel(fact('choice'), 'no', 'en', textIn('en'))).toBe('Not: Cameras on site');
  });
});
