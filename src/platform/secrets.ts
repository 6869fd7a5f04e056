import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createSecretKey,
  hash,
  randomBytes,
  scrypt,
  timingSafeEqual,
} from 'node:crypto';
import type { Settings } from './settings.ts';

/** Seals secrets at rest with a key that is not in the database. */
export interface Vault {
  seal(plain: string): string;
  sealBytes(plain: Buffer): string;
  /** Throws when the text was sealed with another key or was changed. */
  open(sealed: string): string;
  openBytes(sealed: string): Buffer;
}

const sealVersion = 'v1';

/** AES-256-GCM; a sealed text is `v1.<nonce>.<tag>.<ciphertext>` in base64url. Expects 32 bytes of key. */
export function createVault(key: Buffer): Vault {
  if (key.length !== 32) throw new Error(`The encryption key has ${key.length} bytes; 32 are expected.`);
  const secretKey = createSecretKey(key);
  const vault: Vault = {
    seal: (plain) => vault.sealBytes(Buffer.from(plain, 'utf8')),
    open: (sealed) => vault.openBytes(sealed).toString('utf8'),
    sealBytes(plain) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', secretKey, nonce);
      const ciphertext = Buffer.concat([cipher.update(plain), cipher.final()]);
      const parts = [nonce, cipher.getAuthTag(), ciphertext].map((part) => part.toString('base64url'));
      return [sealVersion, ...parts].join('.');
    },
    openBytes(sealed) {
      const [version, nonce, tag, ciphertext] = sealed.split('.');
      if (version !== sealVersion || !nonce || !tag || ciphertext === undefined) {
        throw new Error('This is not a sealed secret.');
      }
      const decipher = createDecipheriv('aes-256-gcm', secretKey, Buffer.from(nonce, 'base64url'), {
        authTagLength: 16,
      });
      decipher.setAuthTag(Buffer.from(tag, 'base64url'));
      const plain = [decipher.update(Buffer.from(ciphertext, 'base64url')), decipher.final()];
      return Buffer.concat(plain);
    },
  };
  return vault;
}

/** For secrets of high entropy (session ids, links): what is stored cannot be turned back. */
export const hashSecret = (secret: string): string => hash('sha256', secret, 'base64url');

export function secretsEqual(one: string, other: string): boolean {
  return timingSafeEqual(
    createHash('sha256').update(one).digest(),
    createHash('sha256').update(other).digest(),
  );
}

/** Of scrypt (RFC 7914 §2). */
const [blockSize, parallelization, mostMemory] = [8, 3, 64 * 2 ** 20];

/** What a password costs whoever hashes it, or guesses. */
export type PasswordCost = Pick<Settings, 'passwordCost'>;

/** `scrypt.<N>.<r>.<p>.<salt>.<hash>`, so that the cost can grow while old passwords still work. */
export async function hashPassword(password: string, { passwordCost: N }: PasswordCost): Promise<string> {
  const salt = randomBytes(16);
  const parameters = { N, r: blockSize, p: parallelization };
  const hash = await derive(password, salt, parameters);
  return written(parameters, salt, hash);
}

/**
 * Whether the password is the one that was hashed. Without a hash (unknown person) the same work is
 * done and the answer is no, so that the time taken tells nothing.
 */
export async function verifyPassword(
  password: string,
  stored: string | undefined,
  { passwordCost }: PasswordCost,
): Promise<boolean> {
  const [, n, r, p, salt, hash] = (stored ?? decoy(passwordCost)).split('.');
  const expected = Buffer.from(hash ?? '', 'base64url');
  const found = await derive(password, Buffer.from(salt ?? '', 'base64url'), {
    N: Number(n),
    r: Number(r),
    p: Number(p),
  });
  return timingSafeEqual(found, expected) && stored !== undefined;
}

const decoy = (N: number): string =>
  written({ N, r: blockSize, p: parallelization }, Buffer.alloc(16), Buffer.alloc(32));

interface ScryptParameters {
  N: number;
  r: number;
  p: number;
}

const written = ({ N, r, p }: ScryptParameters, salt: Buffer, hash: Buffer): string =>
  ['scrypt', N, r, p, salt.toString('base64url'), hash.toString('base64url')].join('.');

function derive(password: string, salt: Buffer, parameters: ScryptParameters): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, 32, { ...parameters, maxmem: mostMemory }, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
}
