import { createDecipheriv, createHash, pbkdf2Sync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { headerLength, makeKey, rounds, seal, SealError, step, unseal, type Chance, type MakeKey, type SealProblem } from './sealed_file';

const fixed: Chance = {
  salt: Uint8Array.from({ length: 16 }, (_, index) => index),
  nonce: Uint8Array.from({ length: 12 }, (_, index) => 0xa0 + index),
};
const passphrase = 'lamp door river bread';
const text = '{"needs":["housing.bed-tonight"]}';

/** Makes each key once: slowness isn't what is tested here. */
function remembering(): MakeKey {
  const keys = new Map<string, Promise<CryptoKey>>();
  return (words, salt, count) => {
    const name = `${words} ${salt.join()} ${count}`;
    const key = keys.get(name) ?? makeKey(words, salt, count);
    keys.set(name, key);
    return key;
  };
}

async function problemOf(opening: Promise<unknown>): Promise<SealProblem | null> {
  try {
    await opening;
    return null;
  } catch (error) {
    if (error instanceof SealError) return error.problem;
    throw error;
  }
}

describe('a sealed file', () => {
  it('opens with its passphrase, and with nothing else', async () => {
    const file = await seal(text, passphrase);
    expect(await unseal(file, passphrase)).toBe(text);
    expect(await problemOf(unseal(file, `${passphrase}s`))).toBe('passphrase_or_changed');
    expect(await problemOf(unseal(file, ''))).toBe('passphrase_or_changed');
  });

  it('takes a passphrase as it is read, however it was typed', async () => {
    const file = await seal(text, 'caf\u00e9 au lit');
    expect(await unseal(file, 'cafe\u0301 au lit')).toBe(text);
  });

  it('is the documented bytes for a fixed salt and nonce', async () => {
    const file = await seal(text, passphrase, fixed);
    expect(Buffer.from(file.slice(0, headerLength)).toString('hex')).toBe(
      '5345414c01000927c0000102030405060708090a0b0c0d0e0fa0a1a2a3a4a5a6a7a8a9aaab00001010',
    );
    expect(file).toHaveLength(headerLength + step + 16);
    expect(createHash('sha256').update(file).digest('hex')).toBe('053905b5a68e94dcc669e2150f0acfddeae78967ffb4d0d1c46d63b7e7d7f889');
  });

  it('opens with the documented steps alone, without this code', async () => {
    const file = Buffer.from(await seal(text, passphrase));
    const key = pbkdf2Sync(passphrase, file.subarray(9, 25), file.readUInt32BE(5), 32, 'sha256');
    const opened = createDecipheriv('aes-256-gcm', key, file.subarray(25, 37)).setAAD(file.subarray(0, 41)).setAuthTag(file.subarray(-16));
    const content = Buffer.concat([opened.update(file.subarray(41, -16)), opened.final()]);
    expect(content).toHaveLength(step);
    expect(content.toString('utf8').trimEnd()).toBe(text);
  });

  it('is never the same twice, and tells neither its words nor how many', async () => {
    const key = remembering();
    const [one, other] = [await seal(text, passphrase), await seal(text, passphrase)];
    expect(Buffer.from(one).equals(Buffer.from(other))).toBe(false);
    expect(Buffer.from(one).includes('housing')).toBe(false);
    expect(await seal('x'.repeat(3000), passphrase, fixed, key)).toHaveLength(one.length);
  });

  it('stays shut where any byte of it was changed', async () => {
    const key = remembering();
    const file = await seal(text, passphrase, fixed, key);
    for (let at = 0; at < file.length; at++) {
      const changed = file.slice();
      changed[at] = (changed[at] ?? 0) ^ 0x01;
      const problem = await problemOf(unseal(changed, passphrase, key));
      expect(problem, `byte ${at}`).not.toBeNull();
      if (at < 4) expect(problem).toBe('not_sealed');
      if (at >= headerLength) expect(problem).toBe('passphrase_or_changed');
    }
  }, 120_000);

  it('says that it was cut, at whatever byte', async () => {
    const key = remembering();
    const file = await seal(text, passphrase, fixed, key);
    expect(await problemOf(unseal(file.slice(0, 0), passphrase, key))).toBe('not_sealed');
    for (let length = 1; length < file.length; length++) {
      expect(await problemOf(unseal(file.slice(0, length), passphrase, key)), `${length} bytes`).toBe('cut');
    }
  });

  it('takes no file that is longer, of a later version, or of something else', async () => {
    const file = await seal(text, passphrase, fixed);
    expect(await problemOf(unseal(Uint8Array.of(...file, 0), passphrase))).toBe('changed');
    const later = file.slice();
    later[4] = 2;
    expect(await problemOf(unseal(later, passphrase))).toBe('newer');
    expect(await problemOf(unseal(new TextEncoder().encode('%PDF-1.7'), passphrase))).toBe('not_sealed');
  });

  it('is made with at least 600,000 rounds, and believes no file that says fewer or endlessly many', async () => {
    expect(rounds).toBeGreaterThanOrEqual(600_000);
    const file = await seal(text, passphrase, fixed);
    for (const written of [1, 599_999, 10_000_001, 0xffffffff]) {
      const changed = file.slice();
      new DataView(changed.buffer).setUint32(5, written);
      expect(await problemOf(unseal(changed, passphrase))).toBe('changed');
    }
  });
});
