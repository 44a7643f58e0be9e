/**
 * A file sealed in the browser: docs/sealed-plan.md has the format. Nothing here knows what is inside, and
 * nothing of it leaves the browser.
 */

/** Why a file didn't open, as far as that can be told. */
export type SealProblem =
  | 'not_sealed'
  | 'newer'
  | 'cut'
  | 'changed'
  /** AES-GCM can't tell one from the other. */
  | 'passphrase_or_changed';

export class SealError extends Error {
  constructor(readonly problem: SealProblem) {
    super(problem);
    this.name = 'SealError';
  }
}

export const version = 1;
export const rounds = 600_000;
const mostRounds = 10_000_000;
/** "SEAL". */
const magic = [0x53, 0x45, 0x41, 0x4c] as const;
const saltAt = 9;
const saltLength = 16;
const nonceAt = saltAt + saltLength;
const nonceLength = 12;
const lengthAt = nonceAt + nonceLength;
export const headerLength = lengthAt + 4;
const tagLength = 16;
/** What is inside is filled up to a multiple of this, so that a file's length doesn't tell how much it holds. */
export const step = 4096;
const largest = 1024 * 1024;

type Bytes = Uint8Array<ArrayBuffer>;

export interface Chance {
  salt: Bytes;
  nonce: Bytes;
}

/** Fresh for each file: a nonce under one key must never come twice. */
export function freshChance(): Chance {
  return { salt: crypto.getRandomValues(new Uint8Array(saltLength)), nonce: crypto.getRandomValues(new Uint8Array(nonceLength)) };
}

/** Makes a key from a passphrase; slow on purpose. Tests give one that remembers. */
export type MakeKey = (passphrase: string, salt: Bytes, rounds: number) => Promise<CryptoKey>;

/** PBKDF2 with HMAC-SHA-256 to a key for AES-256-GCM. However a passphrase is typed, its letters count (NFKC). */
export const makeKey: MakeKey = async (passphrase, salt, iterations) => {
  const words = new TextEncoder().encode(passphrase.normalize('NFKC'));
  const secret = await crypto.subtle.importKey('raw', words, 'PBKDF2', false, ['deriveKey']);
  return crypto.subtle.deriveKey({ name: 'PBKDF2', hash: 'SHA-256', salt, iterations }, secret, { name: 'AES-GCM', length: 256 }, false, [
    'encrypt',
    'decrypt',
  ]);
};

/** Seals a text. The whole header is authenticated with it. */
export async function seal(text: string, passphrase: string, chance = freshChance(), key = makeKey): Promise<Bytes> {
  const content = filledUp(new TextEncoder().encode(text));
  const header = headerOf(chance, content.length + tagLength);
  const sealed = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv: chance.nonce, additionalData: header },
    await key(passphrase, chance.salt, rounds),
    content,
  );
  const file = new Uint8Array(header.length + sealed.byteLength);
  file.set(header);
  file.set(new Uint8Array(sealed), header.length);
  return file;
}

/** @throws SealError for any file but the very one that was sealed with this passphrase. */
export async function unseal(file: Bytes, passphrase: string, key = makeKey): Promise<string> {
  const { chance, rounds: written } = readHeader(file);
  let content: ArrayBuffer;
  try {
    content = await crypto.subtle.decrypt(
      { name: 'AES-GCM', iv: chance.nonce, additionalData: file.slice(0, headerLength) },
      await key(passphrase, chance.salt, written),
      file.slice(headerLength),
    );
  } catch {
    // WebCrypto says no more than that it failed.
    throw new SealError('passphrase_or_changed');
  }
  return new TextDecoder('utf-8', { fatal: true }).decode(content).trimEnd();
}

/** With spaces, which the text inside, JSON, may end with. */
function filledUp(content: Uint8Array): Bytes {
  const full = new Uint8Array(Math.ceil((content.length + 1) / step) * step).fill(0x20);
  full.set(content);
  return full;
}

function headerOf({ salt, nonce }: Chance, sealedLength: number): Bytes {
  const header = new Uint8Array(headerLength);
  const numbers = new DataView(header.buffer);
  header.set(magic);
  header[4] = version;
  numbers.setUint32(5, rounds);
  header.set(salt, saltAt);
  header.set(nonce, nonceAt);
  numbers.setUint32(lengthAt, sealedLength);
  return header;
}

function readHeader(file: Bytes): { chance: Chance; rounds: number } {
  const begun = magic.every((byte, index) => index >= file.length || file[index] === byte);
  if (!begun || file.length === 0) throw new SealError('not_sealed');
  if (file.length > largest) throw new SealError('not_sealed');
  if (file.length < headerLength) throw new SealError('cut');
  if (file[4] !== version) throw new SealError((file[4] ?? 0) > version ? 'newer' : 'changed');
  const numbers = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const written = numbers.getUint32(5);
  // Fewer rounds than this page ever writes would be a way to make guessing cheap; very many, to make it hang.
  if (written < rounds || written > mostRounds) throw new SealError('changed');
  const sealedLength = numbers.getUint32(lengthAt);
  const there = file.length - headerLength;
  if (there < sealedLength) throw new SealError('cut');
  if (there > sealedLength || sealedLength <= tagLength || (sealedLength - tagLength) % step !== 0) throw new SealError('changed');
  return {
    chance: { salt: file.slice(saltAt, saltAt + saltLength), nonce: file.slice(nonceAt, nonceAt + nonceLength) },
    rounds: written,
  };
}
