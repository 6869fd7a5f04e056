import { createPrivateKey, createPublicKey, type KeyObject, randomBytes } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { impostor } from '../../support/identity-provider.ts';
import { encryptAssertion, type Lock, usualLock } from './encrypted.ts';
import { aliceLogsIn, type Login, verdictOn } from './login.ts';

/**
 * AES-CBC proves nothing about what it decrypts: whoever can change the bytes and sees in which way it was
 * refused reads the assertion, byte by byte (Jager and Somorovsky, "How to Break XML Encryption", 2011). So there
 * must be one way.
 */
describe('an assertion encrypted by AES-CBC, where the settings allow it,', () => {
  let login: Login;
  let recipient: KeyObject;
  beforeEach(async () => {
    const { keyPair } = await impostor();
    login = await aliceLogsIn(createPrivateKey(keyPair.privateKey));
    login.expected.allowsCbc = true;
    recipient = createPublicKey(keyPair.certificate);
  });
  const verdict = (changes: Partial<Lock>) => {
    const lock = { ...usualLock(recipient), cipher: 'aes128-cbc', ...changes };
    return verdictOn(encryptAssertion(login.idp.write(login.good), lock), login.expected);
  };
  const change = (edit: (bytes: Buffer) => void) => (bytes: Buffer) => {
    const changed = Buffer.from(bytes);
    edit(changed);
    return changed;
  };

  it('is accepted when nothing is changed', () => {
    expect(verdict({})).toBe('accepted alice');
    expect(verdict({ cipher: 'aes192-cbc' })).toBe('accepted alice');
    expect(verdict({ cipher: 'aes256-cbc' })).toBe('accepted alice');
  });

  it.each<[string, (bytes: Buffer) => Buffer]>([
    ['nothing', () => Buffer.alloc(0)],
    ['less than a start value', (bytes) => bytes.subarray(0, 15)],
    ['a start value only', (bytes) => bytes.subarray(0, 16)],
    ['half a block', (bytes) => bytes.subarray(0, -8)],
    ['a byte too many', (bytes) => Buffer.concat([bytes, Buffer.alloc(1)])],
    ['another last block', (bytes) => Buffer.concat([bytes.subarray(0, -16), randomBytes(16)])],
    ['one block of chance', () => randomBytes(32)],
    ['nothing but chance', (bytes) => randomBytes(bytes.length)],
  ])('is refused as not decrypted with %s for its bytes', (_what, changeBytes) => {
    expect(verdict({ changeBytes })).toMatch(/^refused decryption-failed$/);
  });

  it('is refused as not decrypted with a padding of any length but the right one', () => {
    for (const difference of [1, 2, 7, 16, 31, 64, 128, 255]) {
      const changeBytes = change((bytes) => {
        const place = bytes.length - 17;
        bytes[place] = (bytes[place] ?? 0) ^ difference;
      });

      expect(verdict({ changeBytes }), `${difference}`).toBe('refused decryption-failed');
    }
  });

  it.each([0, 1, 15, 16, 40, 200, 500])(
    'is refused as not decrypted when bit after bit of byte %i is changed, whatever comes out',
    (place) => {
      const verdicts = [1, 2, 4, 8, 16, 32, 64, 128].map((bit) =>
        verdict({
          changeBytes: change((bytes) => {
            bytes[place] = (bytes[place] ?? 0) ^ bit;
          }),
        }),
      );

      expect([...new Set(verdicts)]).toEqual(['refused decryption-failed']);
    },
  );

  it.each([
    ['no XML', 'alice'],
    ['something unfinished', '<saml:Assertion>'],
    ['a document type', '<!DOCTYPE x><x/>'],
    ['something else', '<x/>'],
    ['nothing', ''],
  ])('is refused as not decrypted when %s is in it: nobody has vouched for that either', (_what, plain) => {
    expect(verdict({ changePlain: () => Buffer.from(plain) })).toBe('refused decryption-failed');
  });
});
