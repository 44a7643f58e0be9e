import { Volume2, VolumeX } from 'lucide-react';
import { createContext, useContext, useEffect, useState } from 'react';
import type { Spoken } from '../checkin/speech';
import { say, sayableOf, stop, type ClipIndex, type Sayable } from './audio';
import { useTexts } from './texts';

export const ClipsContext = createContext<ClipIndex>({});

/** Reads a page aloud at a touch, never by itself. Not there where a part of it can't be said in its language. */
export function ReadAloud({ parts, onPart }: { parts: readonly Spoken[]; onPart?: (index: number | null) => void }) {
  const { text } = useTexts();
  const sayable = useSayable(parts);
  const [speaking, setSpeaking] = useState(false);
  useEffect(() => stop, []);
  if (sayable === null) return null;
  const Sign = speaking ? VolumeX : Volume2;
  return (
    <button
      type="button"
      className="control read-aloud"
      onClick={() => {
        if (speaking) {
          stop();
          return;
        }
        setSpeaking(true);
        void say(sayable, (index) => onPart?.(index)).finally(() => {
          setSpeaking(false);
          onPart?.(null);
        });
      }}
    >
      <Sign aria-hidden="true" />
      <span>{text(speaking ? 'read_stop' : 'read')}</span>
    </button>
  );
}

function useSayable(parts: readonly Spoken[]): readonly Sayable[] | null {
  const clips = useContext(ClipsContext);
  const [sayable, setSayable] = useState<{ key: string; said: readonly Sayable[] | null } | null>(null);
  const key = JSON.stringify(parts);
  useEffect(() => {
    let current = true;
    const look = () => {
      const wanted = JSON.parse(key) as Spoken[];
      void sayableOf(wanted, clips).then((said) => {
        if (current) setSayable({ key, said: wanted.length === 0 ? null : said });
      });
    };
    look();
    // Browsers load their voices late and say so.
    const voices = 'speechSynthesis' in window ? window.speechSynthesis : null;
    voices?.addEventListener('voiceschanged', look);
    return () => {
      current = false;
      voices?.removeEventListener('voiceschanged', look);
    };
  }, [key, clips]);
  return sayable?.key === key ? sayable.said : null;
}
