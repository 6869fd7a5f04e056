import { isUtf8 } from 'node:buffer';
import type { KeyObject } from 'node:crypto';
import { attributeOf, childOf, childrenOf, isElement, textOf, type XmlElement } from '../../xml/element.ts';
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
 * Everything that can go wrong with key or bytes is one refusal, so that nobody learns from the difference.
 */
export function decryptAssertion(encrypted: XmlElement, { keys, allowsCbc }: Decryption): XmlDocument {
  const data = childOf(encrypted, encryptionNamespace, 'EncryptedData');
  const cipher = requireContentCipher(algorithmOf(data), allowsCbc);
  const bytes = cipherBytesOf(data);
  for (const contentKey of contentKeysOf(encrypted, data, keys)) {
    const plain = attempt(() => decryptContent(cipher, contentKey, bytes));
    if (plain && isUtf8(plain)) return readAssertion(plain, encrypted);
  }
  throw failed();
}

function readAssertion(plain: Buffer, encrypted: XmlElement): XmlDocument {
  const document = parseMessage(plain.toString('utf8'), encrypted);
  if (isElement(document.root, assertionNamespace, 'Assertion')) return document;
  throw new SamlRefusal('assertion-count', `${document.root.name}, decrypted`, 'saml:Assertion');
}

/** The EncryptedKey may be inside the EncryptedData, or beside it. */
function contentKeysOf(
  encrypted: XmlElement,
  data: XmlElement | undefined,
  privateKeys: readonly KeyObject[],
): Buffer[] {
  const keyInfo = childOf(data, signatureNamespace, 'KeyInfo');
  const encryptedKeys = [
    ...childrenOf(keyInfo, encryptionNamespace, 'EncryptedKey'),
    ...childrenOf(encrypted, encryptionNamespace, 'EncryptedKey'),
  ].slice(0, recipientLimit);
  return encryptedKeys.flatMap((encryptedKey) => {
    const oaep = requireOaep(childOf(encryptedKey, encryptionNamespace, 'EncryptionMethod'));
    const bytes = cipherBytesOf(encryptedKey);
    return privateKeys.flatMap((privateKey) => decryptKey(oaep, privateKey, bytes));
  });
}

const algorithmOf = (element: XmlElement | undefined): string =>
  attributeOf(childOf(element, encryptionNamespace, 'EncryptionMethod'), 'Algorithm') ?? '';

function cipherBytesOf(element: XmlElement | undefined): Buffer {
  const data = childOf(element, encryptionNamespace, 'CipherData');
  const bytes = decodeBase64(textOf(childOf(data, encryptionNamespace, 'CipherValue')));
  if (bytes && bytes.length > 0) return bytes;
  throw failed();
}

function attempt(run: () => Buffer): Buffer | undefined {
  try {
    return run();
  } catch {
    return undefined;
  }
}
