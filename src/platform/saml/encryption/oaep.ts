import { createHash, timingSafeEqual } from 'node:crypto';

/**
 * Takes OAEP padding off (RFC 8017 §7.1.2, step 3) where its two digests differ, which OpenSSL can and Node's
 * interface cannot. Expects the raw RSA result, as long as the modulus, and an empty label. Every byte is looked
 * at whatever the others are, and there is one way to fail.
 */
export function removeOaepPadding(encoded: Buffer, digest: string, maskDigest: string): Buffer {
  const labelHash = createHash(digest).digest();
  const size = labelHash.length;
  if (encoded.length < 2 * size + 2) throw notDecryptable();
  const maskedBlock = encoded.subarray(1 + size);
  const seed = xor(encoded.subarray(1, 1 + size), mask(maskedBlock, size, maskDigest));
  const block = xor(maskedBlock, mask(seed, maskedBlock.length, maskDigest));

  const start = startOfMessage(block, size);
  const isRight = timingSafeEqual(block.subarray(0, size), labelHash) && encoded[0] === 0;
  if (!isRight || start === 0) throw notDecryptable();
  return block.subarray(start);
}

/** Behind the label's hash and zeros comes a one and then the message; 0 when it is not so. */
function startOfMessage(block: Buffer, from: number): number {
  let start = 0;
  let strayBits = 0;
  for (let place = from; place < block.length; place += 1) {
    const byte = block[place] as number;
    const isBefore = Number(start === 0);
    strayBits |= isBefore * (byte & 0xfe);
    start += isBefore * Number(byte === 1) * (place + 1);
  }
  return strayBits === 0 ? start : 0;
}

const notDecryptable = () => new Error('The padding is not right.');

/** MGF1 (RFC 8017 §B.2.1). */
function mask(seed: Buffer, length: number, digest: string): Buffer {
  const blocks: Buffer[] = [];
  for (let bytes = 0; bytes < length; bytes = blocks.reduce((sum, block) => sum + block.length, 0)) {
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(blocks.length);
    blocks.push(createHash(digest).update(seed).update(counter).digest());
  }
  return Buffer.concat(blocks).subarray(0, length);
}

const xor = (one: Buffer, other: Buffer): Buffer =>
  Buffer.from(one.map((byte, place) => byte ^ (other[place] as number)));
