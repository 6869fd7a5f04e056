import { type RandomSource, type RsaKeyPair, secureRandom } from '../../src/platform/random.ts';

/** `u-0001`, `u-0002`, … across all kinds, so that whole values can be compared. */
export function countingRandom(): RandomSource {
  let count = 0;
  const next = (width: number) => String(++count).padStart(width, '0');
  return {
    id: (prefix) => `${prefix}-${next(4)}`,
    secret: () => `secret-${next(36)}`,
    reference: () => `REF-${next(4)}`,
    integer: (limit) => ++count % limit,
    rsaKeyPair: ofPool(),
  };
}

/** As many as are told apart in one test; making one takes a tenth of a second. */
const keyPool: Promise<RsaKeyPair>[] = [];
const keysInPool = 12;

/** The same keys for every world of this worker, one after the other. */
function ofPool(): RandomSource['rsaKeyPair'] {
  let given = 0;
  return () => {
    const place = given++ % keysInPool;
    keyPool[place] ??= secureRandom.rsaKeyPair();
    return keyPool[place];
  };
}
