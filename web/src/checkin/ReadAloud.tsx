import { useEffect, useState, useSyncExternalStore } from 'react';
import { Button } from 'react-aria-components';
import { useTexts } from '../text/texts';
import { Icon } from '../ui/Icon';
import { localVoice, type Spoken } from './speech';

/** Reads aloud at a press, never by itself; not there where this device has no voice of its own for the language. */
export function ReadAloud({ parts }: { parts: Spoken[] }) {
  const { text, language } = useTexts();
  const voices = useVoices();
  const [speaking, setSpeaking] = useState(false);
  useEffect(() => stopSpeaking, []);
  if (localVoice(voices, language) === null) return null;

  const speak = () => {
    stopSpeaking();
    const utterances = parts.flatMap((part) => utteranceOf(part, voices));
    const last = utterances.at(-1);
    if (last === undefined) return;
    last.onend = () => {
      setSpeaking(false);
    };
    setSpeaking(true);
    for (const utterance of utterances) window.speechSynthesis.speak(utterance);
  };
  return (
    <Button
      className="button button-second"
      onPress={() => {
        if (!speaking) {
          speak();
          return;
        }
        stopSpeaking();
        setSpeaking(false);
      }}
    >
      <Icon name="speech" />
      {text(speaking ? 'checkin_read_stop' : 'checkin_read')}
    </Button>
  );
}

export function stopSpeaking(): void {
  if ('speechSynthesis' in window) window.speechSynthesis.cancel();
}

function utteranceOf(part: Spoken, voices: SpeechSynthesisVoice[]): SpeechSynthesisUtterance[] {
  const voice = localVoice(voices, part.language);
  if (voice === null) return [];
  const utterance = new SpeechSynthesisUtterance(part.text);
  utterance.voice = voice;
  utterance.lang = voice.lang;
  return [utterance];
}

const noVoices: SpeechSynthesisVoice[] = [];
let known = noVoices;

/** Browsers load their voices late and say so. */
function useVoices(): SpeechSynthesisVoice[] {
  return useSyncExternalStore(
    (changed) => {
      if (!('speechSynthesis' in window)) return () => undefined;
      window.speechSynthesis.addEventListener('voiceschanged', changed);
      return () => {
        window.speechSynthesis.removeEventListener('voiceschanged', changed);
      };
    },
    () => {
      if (!('speechSynthesis' in window)) return noVoices;
      const now = window.speechSynthesis.getVoices();
      // The same list must stay the same object between two looks.
      if (now.length !== known.length || now.some((voice, index) => voice !== known[index])) known = now;
      return known;
    },
  );
}
