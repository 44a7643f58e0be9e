import { describe, expect, it } from 'vitest';
import { ageBands } from './ages';
import { requestOf } from './request';
import { noWishes, type Wishes } from './state';

const noon = new Date(2026, 10, 25, 12, 0);
const here = { label: 'Corvane', lat: 50.9, lon: -98.9 };
const of = (wishes: Partial<Wishes>, near: typeof here | null = null) => requestOf({ needs: ['food.meal'], wishes: { ...noWishes, ...wishes }, near, language: 'ar' }, noon);

describe('what a kiosk asks', () => {
  it('is the need and nothing that wasn’t touched', () => {
    expect(of({})).toEqual({ language: 'ar', limit: 6, needs: ['food.meal'] });
  });

  it('sends the screen’s place without its name, and orders by it only where asked', () => {
    expect(of({}, here)).toMatchObject({ near: { lat: 50.9, lon: -98.9 } });
    expect(of({}, here)).not.toHaveProperty('order');
    expect(of({ near: true }, here)).toMatchObject({ order: 'nearest' });
    expect(of({ near: true })).not.toHaveProperty('order');
  });

  it('would like a language and a culture, and makes neither a must', () => {
    expect(of({ speaks: 'cr', culture: ['elder'] })).toMatchObject({
      languages: [{ code: 'cr', strength: 'preferred' }],
      constraints: [{ fact: 'elder', want: 'yes', strength: 'preferred' }],
    });
  });

  it('asks for a band’s lowest age, so that no place for older ones is taken to fit', () => {
    expect(ageBands.map((age) => of({ age }).participant?.age)).toEqual([11, 12, 14, 16, 18, 25]);
    expect(of({ child: true }).participant).toEqual({ children: 1 });
  });

  it('means ten at night by tonight', () => {
    expect(of({ tonight: true }).when).toEqual({ at: '2026-11-25T22:00' });
  });
});
