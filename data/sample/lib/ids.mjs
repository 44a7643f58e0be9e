import { createHash } from 'node:crypto';

// Namespace of the sample's ids: fixed, so that the same record keeps its id however often it is made.
const kNamespace = Buffer.from('5b1f7d0a2c8e4d63a94e6f0c7b1d2e38', 'hex');

const dashed = (hex) =>
  [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');

/** RFC 4122 version 5 over the sample's namespace and a name such as "service/lantern/drop-in". */
export function id_of(...names) {
  const bytes = createHash('sha1').update(kNamespace).update(names.join('/')).digest().subarray(0, 16);
  bytes[6] = (bytes[6] & 0x0f) | 0x50;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  return dashed(bytes.toString('hex'));
}

/** A number in [0, 1) that depends on the name only: spreads ages and house numbers, always the same. */
export const spread = (...names) => parseInt(id_of('spread', ...names).slice(0, 8), 16) / 2 ** 32;
