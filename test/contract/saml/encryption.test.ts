import { createPrivateKey, createPublicKey, type KeyObject, randomBytes } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { parseXml } from '../../../src/platform/xml/parse-xml.ts';
import { readTree } from '../../platform/xml/read-tree.ts';
import { spellPlainly } from '../../platform/xml/spelling.ts';
import type { Tree } from '../../platform/xml/tree.ts';
import { impostor } from '../../support/identity-provider.ts';
import { encryptAssertion, type Lock, usualLock } from './encrypted.ts';
import { aliceLogsIn, type Login, verdictOn } from './login.ts';

describe('an encrypted assertion', () => {
  let login: Login;
  let recipient: KeyObject;
  let signed: string;
  beforeEach(async () => {
    const { keyPair } = await impostor();
    login = await aliceLogsIn(createPrivateKey(keyPair.privateKey));
    recipient = createPublicKey(keyPair.certificate);
    signed = login.idp.write(login.good);
  });
  const lock = (changes: Partial<Lock> = {}): Lock => ({ ...usualLock(recipient), ...changes });
  const verdict = (changes: Partial<Lock>, edit = (xml: string) => xml) =>
    verdictOn(edit(encryptAssertion(signed, lock(changes))), login.expected);
  const flip = (place: number) => (bytes: Buffer) => {
    const changed = Buffer.from(bytes);
    changed[place < 0 ? changed.length + place : place] = (changed.at(place) ?? 0) ^ 1;
    return changed;
  };

  it('is accepted when nothing is changed', () => {
    expect(verdict({})).toBe('accepted alice');
  });

  it('is refused for one reason, whatever is wrong with its bytes', () => {
    const changes: Partial<Lock>[] = [
      ...[0, 11, 12, 40, -17, -16, -1].map((place) => ({ changeBytes: flip(place) })),
      ...[0, 1, 11, 12, 15, 16, 27, 28, 29].map((length) => ({
        changeBytes: (bytes: Buffer) => bytes.subarray(0, length),
      })),
      ...[1, 4, 8, 12, 15].map((cut) => ({ changeBytes: (bytes: Buffer) => bytes.subarray(0, -cut) })),
      { changeBytes: (bytes) => Buffer.concat([bytes, Buffer.alloc(1)]) },
      { changeBytes: (bytes) => Buffer.concat([bytes.subarray(0, -16), Buffer.alloc(16)]) },
      { changeBytes: (bytes) => randomBytes(bytes.length) },
      ...[1, 15, 16, 24, 31, 33, 64].map((keyBytes) => ({ keyBytes })),
      ...[0, 100, -1].map((place) => ({ changeKeyBytes: flip(place) })),
      ...[0, 1, 255].map((length) => ({ changeKeyBytes: (bytes: Buffer) => bytes.subarray(0, length) })),
      { changeKeyBytes: (bytes) => Buffer.concat([bytes, Buffer.alloc(1)]) },
      { changeKeyBytes: (bytes) => Buffer.alloc(bytes.length) },
      { changeKeyBytes: (bytes) => Buffer.alloc(bytes.length, 255) },
      { recipient: createPublicKey(login.idp.keyPair.certificate) },
      { changePlain: () => Buffer.from([0xff, 0xfe, 0x3c]) },
    ];

    for (const change of changes)
      expect(verdict(change), JSON.stringify(change)).toBe('refused decryption-failed');
  });

  it.each<[string, Partial<Lock>]>([
    ['one digest', {}],
    ['two digests', { transport: 'rsa-oaep', digest: 'sha256', mask: 'sha1' }],
    ['two digests of the older algorithm', { digest: 'sha512' }],
  ])('is refused for that reason with any padding of its key but the right one, by %s', (_what, oaep) => {
    const setByte = (place: number, value: number) => (block: Buffer) => {
      const changed = Buffer.from(block);
      changed[place] = value;
      return changed;
    };
    const endOfHash = oaep.digest === 'sha512' ? 64 : oaep.digest === 'sha256' ? 32 : 20;
    const separator = (block: Buffer) => block.length - 33;

    expect(verdict({ ...oaep })).toBe('accepted alice');
    expect(verdict({ ...oaep, firstByte: 1 })).toBe('refused decryption-failed');
    for (const changeBlock of [
      (block: Buffer) => setByte(0, (block[0] ?? 0) ^ 1)(block),
      (block: Buffer) => setByte(endOfHash - 1, (block[endOfHash - 1] ?? 0) ^ 128)(block),
      setByte(endOfHash, 2),
      (block: Buffer) => setByte(separator(block) - 1, 254)(block),
      (block: Buffer) => setByte(separator(block), 2)(block),
      (block: Buffer) => setByte(separator(block), 0)(block),
      (block: Buffer) => setByte(separator(block) - 1, 1)(block),
      (block: Buffer) => Buffer.alloc(block.length),
    ]) {
      expect(verdict({ ...oaep, changeBlock })).toBe('refused decryption-failed');
    }
  });

  it('is refused for that reason when its cipher has keys of another length than the one that was used', () => {
    const named = (name: string) => (xml: string) => xml.replace(/aes\d+-gcm/, name);

    expect(verdict({ cipher: 'aes128-gcm' }, named('aes128-gcm'))).toBe('accepted alice');
    expect(verdict({ cipher: 'aes128-gcm' }, named('aes256-gcm'))).toBe('refused decryption-failed');
    expect(verdict({ cipher: 'aes256-gcm' }, named('aes128-gcm'))).toBe('refused decryption-failed');
  });

  it('is refused for that reason when a part of it is missing or not base64', () => {
    const edits: [string | RegExp, string][] = [
      [/<xenc:EncryptedKey .*<\/xenc:EncryptedKey>/, ''],
      [/<ds:KeyInfo .*<\/ds:KeyInfo>/, ''],
      [
        /<xenc:CipherValue>[^<]*(?=<\/xenc:CipherValue><\/xenc:CipherData><\/xenc:EncryptedKey>)/,
        '<xenc:CipherValue>',
      ],
      [
        /<xenc:CipherData><xenc:CipherValue>[^<]*<\/xenc:CipherValue><\/xenc:CipherData>(?=<\/xenc:EncryptedData>)/,
        '',
      ],
      [
        /<xenc:CipherValue>(?=[^<]*<\/xenc:CipherValue><\/xenc:CipherData><\/xenc:EncryptedData>)/,
        '<xenc:CipherValue>!',
      ],
      [
        /<xenc:CipherValue>[^<]*<\/xenc:CipherValue>(?=<\/xenc:CipherData><\/xenc:EncryptedData>)/,
        '<xenc:CipherReference URI="file:///etc/passwd"/>',
      ],
    ];

    for (const [from, to] of edits) {
      expect(
        verdict({}, (xml) => xml.replace(from, () => to)),
        to,
      ).toBe('refused decryption-failed');
    }
  });

  it.each(['EncryptedData', 'EncryptionMethod', 'KeyInfo', 'CipherData', 'CipherValue'])(
    'has one %s in a place, so that nobody takes another than we do',
    (name) => {
      const parents = (tree: Tree): Tree[] => {
        const elements = tree.children.filter((child) => typeof child !== 'string');
        const holds = elements.some(({ localName }) => localName === name);
        return [...(holds ? [tree] : []), ...elements.flatMap(parents)];
      };
      const twice = (place: number) => (xml: string) => {
        const tree = readTree(parseXml(xml.replaceAll(' Id="_key"', '')).root);
        const parent = parents(tree)[place];
        const only = parent?.children.find((child) => typeof child !== 'string' && child.localName === name);
        if (only) parent?.children.push(only);
        return spellPlainly(tree);
      };
      const count = parents(readTree(parseXml(encryptAssertion(signed, lock())).root)).length;

      expect(count).toBeGreaterThan(0);
      expect(verdict({}, twice(count))).toBe('accepted alice');
      for (let place = 0; place < count; place += 1) expect(verdict({}, twice(place))).toMatch(/^refused/);
    },
  );

  it('is refused by an algorithm that does not count, before anything is decrypted', () => {
    const uri = (algorithm: string) => (xml: string) =>
      xml.replace(/(?<=<xenc:EncryptionMethod Algorithm=")[^"]*/, () => algorithm);
    const transport = (algorithm: string) => (xml: string) =>
      xml.replace(/(?<=<xenc:EncryptionMethod Algorithm=")[^"]*(?="><)/, () => algorithm);

    expect(verdict({ transport: 'rsa-1_5' })).toBe('refused algorithm-not-allowed');
    expect(verdict({ cipher: 'aes256-cbc' })).toBe('refused algorithm-not-allowed');
    expect(verdict({ cipher: 'aes128-cbc' })).toBe('refused algorithm-not-allowed');
    for (const algorithm of [
      '',
      'none',
      'http://www.w3.org/2001/04/xmlenc#tripledes-cbc',
      'http://www.w3.org/2001/04/xmlenc#aes256-gcm',
      'constructor',
    ]) {
      expect(verdict({}, uri(algorithm))).toBe('refused algorithm-not-allowed');
    }
    for (const algorithm of [
      '',
      'http://www.w3.org/2001/04/xmlenc#kw-aes256',
      'http://www.w3.org/2001/04/xmlenc#rsa-oaep',
    ]) {
      expect(verdict({ digest: 'sha256' }, transport(algorithm))).toBe('refused algorithm-not-allowed');
    }
    expect(
      verdict(
        { transport: 'rsa-oaep', digest: 'md5', changeKeyBytes: () => Buffer.alloc(256) },
        (xml) => xml,
      ),
    ).toBe('refused algorithm-not-allowed');
    expect(verdict({ digest: 'md5' })).toBe('refused algorithm-not-allowed');
    expect(verdict({}, (xml) => xml.replace(/<xenc:EncryptionMethod [^>]*\/>/, ''))).toBe(
      'refused algorithm-not-allowed',
    );
  });
});
