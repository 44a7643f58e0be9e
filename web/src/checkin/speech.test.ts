import { describe, expect, it } from 'vitest';
import { localVoice, spokenOf } from './speech';

const voices = [
  { lang: 'en-US', localService: false, name: 'far' },
  { lang: 'en_GB', localService: true, name: 'near' },
  { lang: 'fr-FR', localService: false, name: 'loin' },
];

describe('reading aloud', () => {
  it('uses a voice of the device only', () => {
    expect(localVoice(voices, 'en')?.name).toBe('near');
    expect(localVoice(voices, 'fr-CA')).toBeNull();
    expect(localVoice([], 'en')).toBeNull();
  });

  it('says each part in its own language, and skips words whose language is not recorded', () => {
    const sections = [
      { key: 'what' as const, title: 'What it is', lines: [{ text: 'Un lit', quotedIn: 'fr' }, { text: 'Quoi', quotedIn: 'und' }] },
      { key: 'known' as const, title: 'What is known', lines: [{ text: 'They say yes.', checked: 'Checked 3 March 2026' }] },
    ];
    expect(spokenOf({ text: 'Maison', language: 'fr' }, sections, 'en')).toEqual([
      { text: 'Maison', language: 'fr' },
      { text: 'What it is', language: 'en' },
      { text: 'Un lit', language: 'fr' },
      { text: 'What is known', language: 'en' },
      { text: 'They say yes. Checked 3 March 2026', language: 'en' },
    ]);
  });
});
