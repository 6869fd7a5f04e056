import { generateKeyPair, type KeyObject, randomFillSync, randomUUID } from 'node:crypto';
import { promisify } from 'node:util';

export interface RandomSource {
  /** An identifier such as `u-8f3k2m0q7xab`: the prefix and 12 characters of `[a-z0-9]`. */
  id(prefix: string): string;
  /** A secret of 256 bits, safe in URLs and cookies. */
  secret(): string;
  /** A code that people can read to each other, such as `K7QF-M2XD`: 40 bits without look-alikes. */
  reference(): string;
  /** A whole number from 0 to below `limit`. */
  integer(limit: number): number;
  /** A key of RSA 2048, which takes a tenth of a second. */
  rsaKeyPair(): Promise<RsaKeyPair>;
}

export interface RsaKeyPair {
  privateKey: KeyObject;
  publicKey: KeyObject;
}

/** Of version 4 (RFC 9562), for those who expect one: what a call of the Cloud API is called. */
export const uuid = (): string => randomUUID();

const idAlphabet = 'abcdefghijklmnopqrstuvwxyz0123456789';
/** Without I, L, O and U, which are read as something else (Crockford's base 32). */
const readableAlphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

export const secureRandom: RandomSource = {
  id: (prefix) => `${prefix}-${characters(idAlphabet, 12)}`,
  secret: () => take(32).toString('base64url'),
  reference: () => `${characters(readableAlphabet, 4)}-${characters(readableAlphabet, 4)}`,
  integer,
  rsaKeyPair: () => promisify(generateKeyPair)('rsa', { modulusLength: 2048 }),
};

/** One byte for a character, drawn again where it would favour the first letters of the alphabet. */
function characters(alphabet: string, length: number): string {
  const ceiling = 256 - (256 % alphabet.length);
  let drawn = '';
  while (drawn.length < length) {
    for (const byte of take(length - drawn.length)) {
      if (byte < ceiling) drawn += alphabet[byte % alphabet.length];
    }
  }
  return drawn;
}

/** Unbiased: values above the largest multiple of `limit` are drawn again. */
function integer(limit: number): number {
  const ceiling = 2 ** 48 - (2 ** 48 % limit);
  let drawn: number;
  do drawn = take(6).readUIntBE(0, 6);
  while (drawn >= ceiling);
  return drawn % limit;
}

/** Asking the system for a few bytes costs as much as for many, so they are fetched ahead; each is given out once. */
const ahead = Buffer.alloc(4096);
let used = ahead.length;

function take(length: number): Buffer {
  if (used + length > ahead.length) {
    randomFillSync(ahead);
    used = 0;
  }
  const taken = Buffer.from(ahead.subarray(used, used + length));
  ahead.fill(0, used, used + length);
  used += length;
  return taken;
}
