import { describe, expect, it } from 'vitest';
import { textOf } from '../text/texts';
import en from './messages/en.json';
import { linesOf, type Wording } from './values';

const wording: Wording = {
  text: textOf<keyof typeof en>(en, 'en'),
  language: 'en',
  languages: [{ tag: 'crk', endonym: 'nēhiyawēwin', label: { en: 'Plains Cree' }, indigenous: true, signed: false, right_to_left: false }],
  needs: [{ id: 'food', label: { en: 'Food' } }],
};
const lines = (member: string, value: unknown) => linesOf(member, value, wording);

describe('a value of a listing, in words', () => {
  it('says hours as days of a week', () => {
    expect(lines('schedules', [{ id: 'x', freq: 'WEEKLY', byday: 'MO,TU,WE,TH,FR', opens_at: '09:00', closes_at: '17:00' }])).toEqual(['Monday to Friday: 09:00 to 17:00']);
    expect(lines('schedules', [{ freq: 'WEEKLY', byday: 'MO,WE', opens_at: '22:00', closes_at: '06:00', description: 'Beds' }])).toEqual(['Beds · Monday, Wednesday: 22:00 to 06:00 the next day']);
    expect(lines('schedules', [{ freq: 'DAILY', opens_at: '00:00', closes_at: '24:00', valid_to: '2027-03-31' }])).toEqual(['every day: all day and night · until March 31, 2027']);
    expect(lines('schedules', [{ freq: 'MONTHLY', bymonthday: '1,15', opens_at: '10:00', closes_at: '12:00' }])).toEqual(['each month, day 1, 15: 10:00 to 12:00']);
  });

  it('says what the hours are for, where that isn’t being open', () => {
    const of = (code: string, name: string) => [{ taxonomy_term: { code, name, taxonomy: 'Porchlight hours' } }];
    const shift = { freq: 'WEEKLY', byday: 'MO', opens_at: '09:00', closes_at: '17:00' };
    expect(lines('schedules', [{ ...shift, attributes: of('open', 'Open') }, { ...shift, attributes: of('intake', 'Intake') }])).toEqual([
      'Monday: 09:00 to 17:00',
      'Intake · Monday: 09:00 to 17:00',
    ]);
  });

  it('says a phone with its extension and its languages', () => {
    expect(lines('phones', [{ id: 'x', number: '204-555-0100', extension: 7, languages: [{ code: 'crk' }], description: 'Nights' }])).toEqual(['204-555-0100, extension 7 · Nights · Plains Cree']);
  });

  it('names needs by their labels and shows no id', () => {
    expect(lines('attributes', [{ id: 'a', link_entity: 'service', taxonomy_term: { id: 't', code: 'food', name: 'x', taxonomy: 'y' } }])).toEqual(['Food']);
    expect(lines('organization', { id: '00000000-0000-4000-8000-000000000001', name: 'North House' })).toEqual(['North House']);
  });

  it('is empty for what isn’t there', () => {
    expect(lines('url', null)).toEqual([]);
    expect(lines('phones', [])).toEqual([]);
  });
});
