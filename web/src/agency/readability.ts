/** What a summary should not be above: most people read it at ease. */
export const highestGrade = 8;

export interface Readability {
  /** Flesch–Kincaid's, rounded. */
  grade: number;
  /** The sentence with most words. */
  longest: string;
  /** Words of four syllables and more. */
  hard: string[];
}

const common = new Set('a an and are at be by call can come do for from have help if in is it no not of on or our so that the there they this to up us we who will with you your'.split(' '));

/** How hard an English text reads; null where it is too short to say, or isn't English, for which the measure was made. */
export function readabilityOf(text: string): Readability | null {
  const sentences = text.split(/[.!?]+(?:\s|$)|\n+/).map((sentence) => sentence.trim()).filter((sentence) => sentence !== '');
  const words = text.toLowerCase().match(/[a-z'’]+/g) ?? [];
  if (words.length < 8 || !isEnglish(text, words)) return null;
  const syllables = words.reduce((sum, word) => sum + syllablesOf(word), 0);
  const grade = 0.39 * (words.length / sentences.length) + 11.8 * (syllables / words.length) - 15.59;
  const [longest = ''] = [...sentences].sort((a, b) => b.split(/\s+/).length - a.split(/\s+/).length);
  return { grade: Math.max(0, Math.round(grade)), longest, hard: [...new Set(words.filter((word) => syllablesOf(word) >= 4))].slice(0, 8) };
}

/** By its small words: nobody is asked, and nothing is sent. */
function isEnglish(text: string, words: string[]): boolean {
  const letters = text.replace(/[^\p{L}]/gu, '').length;
  const plain = text.replace(/[^A-Za-z]/g, '').length;
  return plain / Math.max(1, letters) > 0.97 && words.filter((word) => common.has(word)).length / words.length >= 0.15;
}

function syllablesOf(word: string): number {
  const bare = word.replace(/['’]/g, '').replace(/(?:[^laeiouy]es|ed|[^laeiouy]e)$/, '').replace(/^y/, '');
  return Math.max(1, bare.match(/[aeiouy]{1,2}/g)?.length ?? 1);
}
