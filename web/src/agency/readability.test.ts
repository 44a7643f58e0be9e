import { describe, expect, it } from 'vitest';
import { highestGrade, readabilityOf } from './readability';

describe('how hard a summary reads', () => {
  it('is low for short plain sentences', () => {
    expect(readabilityOf('We have twelve beds. You can come at any time. Nobody asks you for a card.')?.grade).toBeLessThanOrEqual(highestGrade);
  });

  it('is high for what offices write, and says what to shorten', () => {
    const read = readabilityOf('Our organization facilitates comprehensive multidisciplinary rehabilitation opportunities for individuals who are experiencing considerable vulnerabilities in the community.');
    expect(read?.grade).toBeGreaterThan(highestGrade);
    expect(read?.hard).toContain('multidisciplinary');
    expect(read?.longest).toContain('rehabilitation');
  });

  it('is not said of other languages, nor of a few words', () => {
    for (const text of ['Nous avons douze lits pour les jeunes. Venez quand vous voulez, sans carte.', 'Tenemos doce camas para jóvenes y nadie pide papeles en la puerta.', 'Warm beds.', 'لدينا اثنا عشر سريرا للشباب ولا يطلب أحد منك أي أوراق هنا أبدا']) expect(readabilityOf(text)).toBeNull();
  });
});
