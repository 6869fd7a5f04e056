import { isUtf8 } from 'node:buffer';
import type { KeyObject } from 'node:crypto';
import { attributeOf, childrenOf, isElement, textOf, type XmlElement } from '../../xml/element.ts';
import type { XmlDocument } from '../../xml/parse-xml.ts';
import { decodeBase64 } from '../decode-message.ts';
import { assertionNamespace, encryptionNamespace, signatureNamespace } from '../names.ts';
import { parseMessage } from '../parse-message.ts';
import { SamlRefusal } from '../refusal.ts';
import { decryptContent, requireContentCipher } from './content-cipher.ts';
import { decryptKey, requireOaep } from './key-transport.ts';

export interface Decryption {
  /** Our private keys: next, current and retired ones. */
  keys: readonly KeyObject[];
  allowsCbc: boolean;
}

/** One assertion for several readers has a key for each; more than this is none that we know. */
const recipientLimit = 8;

const failed = () =>
  new SamlRefusal(
    'decryption-failed',
    'an assertion that none of our keys decrypts',
    'an assertion encrypted for our certificate',
  );

/**
 * Decrypts an EncryptedAssertion into a tree that stands where it stood (saml-core §2.3.4, xmlenc-core1 §4.4).
 * Everything that can go wrong with key, bytes or what they decrypt to is one refusal, so that nobody learns from
 * the difference: until a signature is verified, nobody has vouched for the ciphertext.
 */
export function decryptAssertion(encrypted: XmlElement, { keys, allowsCbc }: Decryption): XmlDocument {
  const data = onlyChild(encrypted, encryptionNamespace, 'EncryptedData');
  const cipher = requireContentCipher(algorithmOf(data), allowsCbc);
  const bytes = cipherBytesOf(data);
  for (const contentKey of contentKeysOf(encrypted, data, keys)) {
    const plain = attempt(() => decryptContent(cipher, contentKey, bytes));
    const document =
      plain && isUtf8(plain) ? attempt(() => parseMessage(plain.toString('utf8'), encrypted)) : undefined;
    if (document && isElement(document.root, assertionNamespace, 'Assertion')) return document;
  }
  throw failed();
}

/** The EncryptedKey may be inside the EncryptedData, or beside it. */
function contentKeysOf(
  encrypted: XmlElement,
  data: XmlElement | undefined,
  privateKeys: readonly KeyObject[],
): Buffer[] {
  const keyInfo = onlyChild(data, signatureNamespace, 'KeyInfo');
  const encryptedKeys = [
    ...childrenOf(keyInfo, encryptionNamespace, 'EncryptedKey'),
    ...childrenOf(encrypted, encryptionNamespace, 'EncryptedKey'),
  ].slice(0, recipientLimit);
  return encryptedKeys.flatMap((encryptedKey) => {
    const oaep = requireOaep(onlyChild(encryptedKey, encryptionNamespace, 'EncryptionMethod'));
    const bytes = cipherBytesOf(encryptedKey);
    return privateKeys.flatMap((privateKey) => decryptKey(oaep, privateKey, bytes));
  });
}

const algorithmOf = (element: XmlElement | undefined): string =>
  attributeOf(onlyChild(element, encryptionNamespace, 'EncryptionMethod'), 'Algorithm') ?? '';

function cipherBytesOf(element: XmlElement | undefined): Buffer {
  const data = onlyChild(element, encryptionNamespace, 'CipherData');
  const bytes = decodeBase64(textOf(onlyChild(data, encryptionNamespace, 'CipherValue')));
  if (bytes && bytes.length > 0) return bytes;
  throw failed();
}

/** Where there are two, another reader might take the other one. */
function onlyChild(parent: XmlElement | undefined, namespace: string, name: string): XmlElement | undefined {
  const [only, ...more] = childrenOf(parent, namespace, name);
  if (more.length > 0) throw failed();
  return only;
}

function attempt<Result>(run: () => Result): Result | undefined {
  try {
    return run();
  } catch {
    return undefined;
  }
}
