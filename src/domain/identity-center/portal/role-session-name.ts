import { createHash } from 'node:crypto';

const longest = 32;
const hashCharacters = 10;
const shortened = new RegExp(`=[a-z2-7]{${hashCharacters}}$`);

/**
 * The RoleSessionName of a user: at most 32 of `A-Za-z0-9=,.@_-` (reference: role SSO). A user name that
 * fits is taken as it is. Any other, and any that looks like a shortened one, is cut and ends in `=` and
 * 50 bits of its hash, so that two people of a space never share a name.
 */
export function roleSessionName(userName: string): string {
  const fits = /^[A-Za-z0-9=,.@_-]{1,32}$/.test(userName) && !shortened.test(userName);
  if (fits) return userName;
  const readable = userName.replace(/[^A-Za-z0-9=,.@_-]/g, '_').slice(0, longest - hashCharacters - 1);
  return `${readable}=${base32(createHash('sha256').update(userName, 'utf8').digest()).slice(0, hashCharacters)}`;
}

const base32Alphabet = 'abcdefghijklmnopqrstuvwxyz234567';

const base32 = (bytes: Buffer): string => [...bytes].map((byte) => base32Alphabet[byte & 31]).join('');
