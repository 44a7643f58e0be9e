import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { APIRequestContext } from '@playwright/test';

/** An account of the sample directory, as ./run told it once. */
export interface StaffAccount {
  name: string;
  password: string;
  /** Of its authenticator, in base 32; empty where it has none. */
  secret: string;
}

/** The accounts that a ./run of the sample made, out of the file of what it said. */
export function accountsOf(log: string): Map<string, StaffAccount> {
  const accounts = new Map<string, StaffAccount>();
  let secret = '';
  for (const line of readFileSync(log, 'utf8').split('\n')) {
    secret = /authenticator: otpauth:.*[?&]secret=([A-Z2-7]+)/.exec(line)?.[1] ?? secret;
    const [, name, password] = /^ {2}password of (\S+): (\S+)$/.exec(line) ?? [];
    if (name === undefined || password === undefined) continue;
    accounts.set(name, { name, password, secret });
    secret = '';
  }
  return accounts;
}

/** What an authenticator shows now (RFC 6238: SHA-1, 30 seconds, 6 digits). */
export function codeOf(secret: string): string {
  const bits = Array.from(secret, (letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)));
  const hash = createHmac('sha1', key).update(step).digest();
  const at = (hash.at(-1) ?? 0) & 15;
  return String((hash.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

/** Signs in over the API; gives what asks in that session. */
export async function sessionOf(request: APIRequestContext, url: string, { name, password }: StaffAccount): Promise<(path: string, data: object) => Promise<unknown>> {
  const begun = await request.post(`${url}/api/v1/session`, { headers: { Origin: url }, data: { name, password, code: '' } });
  const { token } = (await begun.json()) as { token: string };
  const cookie = (begun.headers()['set-cookie'] ?? '').split(';')[0] ?? '';
  return async (path, data) => {
    const answer = await request.post(`${url}${path}`, { headers: { Origin: url, Cookie: cookie, 'Porchlight-Token': token }, data });
    if (!answer.ok()) throw new Error(`${path}: ${answer.status()} ${await answer.text()}`);
    return answer.status() === 204 ? null : ((await answer.json()) as unknown);
  };
}
