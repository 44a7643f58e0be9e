import { describe, expect, it } from 'vitest';
import type { HandOver } from '../api/types';
import { checkInReducer, nothingChosen, type CheckInAction, type CheckInState, type Chosen } from './state';

const service = (id: string): Chosen => ({ id, name: `Place ${id}`, nameLanguage: 'en', organization: null });
const choose = (id: string): CheckInAction => ({ type: 'choose', service: service(id), chosen: true });
const after = (...actions: CheckInAction[]): CheckInState => actions.reduce(checkInReducer, nothingChosen);
const three = [choose('a'), choose('b'), choose('c')];
const begun: CheckInAction[] = [...three, { type: 'begin' }, { type: 'told' }];

describe('the shortlist', () => {
  it('has each service once, in the order in which they were chosen', () => {
    expect(after(...three, choose('a')).chosen.map(({ id }) => id)).toEqual(['b', 'c', 'a']);
  });

  it('lets a service go again', () => {
    expect(after(...three, { type: 'choose', service: service('b'), chosen: false }).chosen.map(({ id }) => id)).toEqual(['a', 'c']);
  });
});

describe('the check-in', () => {
  it('opens with what is kept and what may have to be reported, once', () => {
    expect(after(...three, { type: 'begin' }).step).toEqual({ at: 'tell_first' });
    const later = after(...begun, { type: 'go', step: { at: 'desk' } }, { type: 'begin' });
    expect(later.step).toEqual({ at: 'service', id: 'a' });
  });

  it('goes through the list one by one and says when it is through', () => {
    expect(after(...begun, { type: 'reply', id: 'a', reply: 'not_now' }).step).toEqual({ at: 'service', id: 'b' });
    const through = after(...begun, ...['a', 'b', 'c'].map((id): CheckInAction => ({ type: 'reply', id, reply: 'not_now' })));
    expect(through.step).toEqual({ at: 'end' });
  });

  it('keeps on the list what is for later, and lets go of what was declined', () => {
    const state = after(...begun, { type: 'reply', id: 'a', reply: 'not_now' }, { type: 'reply', id: 'b', reply: 'no' });
    expect(state.chosen.map(({ id }) => id)).toEqual(['a', 'c']);
  });

  it('shows another without taking an answer for the one before', () => {
    const state = after(...begun, { type: 'another' });
    expect(state.step).toEqual({ at: 'service', id: 'b' });
    expect(state.replies).toEqual({});
    expect(after(...begun, { type: 'another' }, { type: 'another' }, { type: 'another' }).step).toEqual({ at: 'service', id: 'a' });
  });

  it('lets a declined service be chosen again', () => {
    const state = after(...begun, { type: 'reply', id: 'a', reply: 'no' }, choose('a'));
    expect(state.chosen.map(({ id }) => id)).toContain('a');
  });

  it('has nothing to hand over before a yes', () => {
    const declined = after(...begun, { type: 'reply', id: 'a', reply: 'no' }, { type: 'another' });
    expect(declined.handOvers).toEqual({});
    const agreed = after(...begun, { type: 'agreed', handOver: { service_id: 'a' } as HandOver, language: 'fr' });
    expect(agreed.step).toEqual({ at: 'agreed', id: 'a' });
    expect(Object.keys(agreed.handOvers)).toEqual(['a']);
  });
});
