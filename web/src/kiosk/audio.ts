import { localVoice, type Spoken } from '../checkin/speech';

/** Clips made at build time: for each language the first 16 hex digits of the SHA-256 of the texts that have one. */
export type ClipIndex = Readonly<Record<string, readonly string[]>>;

const folder = '/assets/audio';
/** In a room with others. */
const volume = 0.4;

/** The list of clips; empty where none were made. */
export async function fetchClips(): Promise<ClipIndex> {
  try {
    const response = await fetch(`${folder}/audio.json`, { cache: 'no-store', referrerPolicy: 'no-referrer' });
    return response.ok ? ((await response.json()) as { locales: ClipIndex }).locales : {};
  } catch {
    return {};
  }
}

/** A stretch of words with what says it: a clip, or a voice of this device. */
export type Sayable = { clip: string } | { words: string; voice: SpeechSynthesisVoice };

/** How each part can be said; null where one of them can't: half of it would mislead. */
export async function sayableOf(parts: readonly Spoken[], clips: ClipIndex): Promise<Sayable[] | null> {
  const voices = 'speechSynthesis' in window ? window.speechSynthesis.getVoices() : [];
  const said = await Promise.all(
    parts.map(async ({ text, language }): Promise<Sayable | null> => {
      const hash = await hashOf(text);
      if (clips[language]?.includes(hash) === true) return { clip: `${folder}/${language}/${hash}.ogg` };
      const voice = localVoice(voices, language);
      return voice === null ? null : { words: text, voice };
    }),
  );
  return said.every((part) => part !== null) ? said : null;
}

/** First 16 hex digits of the SHA-256 of the text; empty where the browser doesn't trust the connection enough to work it out. */
export async function hashOf(text: string): Promise<string> {
  if (!window.isSecureContext) return '';
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return [...new Uint8Array(digest).slice(0, 8)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

let stopNow: (() => void) | null = null;

/** Stops what is being said, at once. */
export function stop(): void {
  stopNow?.();
  stopNow = null;
  if ('speechSynthesis' in window) window.speechSynthesis.cancel();
}

/** Says them one after the other; `onPart` hears which one begins. Ends early where `stop` is called. */
export async function say(parts: readonly Sayable[], onPart: (index: number) => void): Promise<void> {
  stop();
  const context = new AudioContext();
  const halt = new AbortController();
  const halted = new Promise<void>((resolve) => {
    stopNow = () => {
      halt.abort();
      void context.close();
      resolve();
    };
  });
  for (const [index, part] of parts.entries()) {
    onPart(index);
    try {
      await Promise.race([halted, 'clip' in part ? play(context, part.clip) : speak(part)]);
    } catch {
      // A clip that can't be had or decoded: silence from here on, rather than half of it.
      break;
    }
    // Another one may be speaking by now.
    if (halt.signal.aborted) return;
  }
  stop();
}

/** Decoded from bytes that were fetched: the content security policy lets no media element load anything. */
async function play(context: AudioContext, clip: string): Promise<void> {
  const response = await fetch(clip, { cache: 'no-store', referrerPolicy: 'no-referrer' });
  if (!response.ok) return;
  const sound = await context.decodeAudioData(await response.arrayBuffer());
  if (context.state === 'closed') return;
  const gain = new GainNode(context, { gain: volume });
  const source = new AudioBufferSourceNode(context, { buffer: sound });
  source.connect(gain).connect(context.destination);
  await new Promise<void>((resolve) => {
    source.onended = () => {
      resolve();
    };
    source.start();
  });
}

function speak({ words, voice }: { words: string; voice: SpeechSynthesisVoice }): Promise<void> {
  return new Promise((resolve) => {
    const utterance = new SpeechSynthesisUtterance(words);
    utterance.voice = voice;
    utterance.lang = voice.lang;
    utterance.volume = volume;
    utterance.onend = () => {
      resolve();
    };
    utterance.onerror = () => {
      resolve();
    };
    window.speechSynthesis.speak(utterance);
  });
}
