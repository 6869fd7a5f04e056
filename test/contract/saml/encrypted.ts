import {
  constants,
  createCipheriv,
  createHash,
  type KeyObject,
  publicEncrypt,
  randomBytes,
} from 'node:crypto';
import { assertionIn } from './surgery.ts';

const encryption = 'http://www.w3.org/2001/04/xmlenc#';
const encryption11 = 'http://www.w3.org/2009/xmlenc11#';
const signature = 'http://www.w3.org/2000/09/xmldsig#';

/** How an assertion is encrypted. */
export interface Lock {
  recipient: KeyObject;
  /** `aes128-gcm` to `aes256-cbc`. */
  cipher: string;
  transport: 'rsa-oaep-mgf1p' | 'rsa-oaep' | 'rsa-1_5';
  /** Of the label and of the mask; what is not named is not written either. */
  digest: string | undefined;
  mask: string | undefined;
  /** The key of another length than the cipher's. */
  keyBytes: number | undefined;
  keyBeside: boolean;
  /** What the padded key begins with, and a change of what follows behind the seed. */
  firstByte: number;
  changeBlock: (block: Buffer) => Buffer;
  /** Changes what is encrypted, and what became of it. */
  changePlain: (plain: Buffer) => Buffer;
  changeBytes: (bytes: Buffer) => Buffer;
  changeKeyBytes: (bytes: Buffer) => Buffer;
}

export const usualLock = (recipient: KeyObject): Lock => ({
  recipient,
  cipher: 'aes256-gcm',
  transport: 'rsa-oaep-mgf1p',
  digest: undefined,
  mask: undefined,
  keyBytes: undefined,
  keyBeside: false,
  firstByte: 0,
  changeBlock: (block) => block,
  changePlain: (plain) => plain,
  changeBytes: (bytes) => bytes,
  changeKeyBytes: (bytes) => bytes,
});

/** The response with its assertion encrypted. */
export const encryptAssertion = (xml: string, lock: Lock): string =>
  xml.replace(assertionIn(xml), () => encryptedAssertion(assertionIn(xml), lock));

/** An EncryptedAssertion that holds any text. */
export function encryptedAssertion(plain: string, lock: Lock): string {
  const bits = Number(/\d+/.exec(lock.cipher)?.[0]);
  const key = randomBytes(lock.keyBytes ?? bits / 8);
  const cipherKey = key.length * 8 === bits ? key : randomBytes(bits / 8);
  const bytes = lock.changeBytes(encryptBytes(lock.changePlain(Buffer.from(plain)), cipherKey, lock.cipher));
  const encryptedKey = writeKey(lock.changeKeyBytes(encryptKey(key, lock)), lock);
  const namespace = lock.cipher.endsWith('gcm') ? encryption11 : encryption;
  const keyInfo = `<ds:KeyInfo xmlns:ds="${signature}">${lock.keyBeside ? '<ds:RetrievalMethod URI="#_key"/>' : encryptedKey}</ds:KeyInfo>`;
  return (
    `<saml:EncryptedAssertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion"><xenc:EncryptedData xmlns:xenc="${encryption}" Type="${encryption}Element">` +
    `<xenc:EncryptionMethod Algorithm="${namespace}${lock.cipher}"/>${keyInfo}` +
    `<xenc:CipherData><xenc:CipherValue>${bytes.toString('base64')}</xenc:CipherValue></xenc:CipherData></xenc:EncryptedData>` +
    `${lock.keyBeside ? encryptedKey : ''}</saml:EncryptedAssertion>`
  );
}

const digestNames: Record<string, string> = {
  md5: 'http://www.w3.org/2001/04/xmldsig-more#md5',
  sha1: `${signature}sha1`,
  sha256: `${encryption}sha256`,
  sha384: 'http://www.w3.org/2001/04/xmldsig-more#sha384',
  sha512: `${encryption}sha512`,
};

function writeKey(bytes: Buffer, { transport, digest, mask }: Lock): string {
  const namespace = transport === 'rsa-oaep' ? encryption11 : encryption;
  return (
    `<xenc:EncryptedKey xmlns:xenc="${encryption}" Id="_key"><xenc:EncryptionMethod Algorithm="${namespace}${transport}">` +
    (digest ? `<ds:DigestMethod xmlns:ds="${signature}" Algorithm="${digestNames[digest]}"/>` : '') +
    (mask ? `<xenc11:MGF xmlns:xenc11="${encryption11}" Algorithm="${encryption11}mgf1${mask}"/>` : '') +
    `</xenc:EncryptionMethod><xenc:CipherData><xenc:CipherValue>${bytes.toString('base64')}</xenc:CipherValue></xenc:CipherData></xenc:EncryptedKey>`
  );
}

/** Nonce, text and tag; or start value and padded text, of whose padding only the last byte says something. */
function encryptBytes(plain: Buffer, key: Buffer, cipher: string): Buffer {
  const name = cipher.replace(/aes(\d+)/, 'aes-$1');
  if (cipher.endsWith('gcm')) {
    const nonce = randomBytes(12);
    const gcm = createCipheriv(name as 'aes-256-gcm', key, nonce);
    return Buffer.concat([nonce, gcm.update(plain), gcm.final(), gcm.getAuthTag()]);
  }
  const padding = 16 - (plain.length % 16);
  const padded = Buffer.concat([plain, Buffer.alloc(padding - 1, 'x'), Buffer.from([padding])]);
  const start = randomBytes(16);
  const cbc = createCipheriv(name, key, start).setAutoPadding(false);
  return Buffer.concat([start, cbc.update(padded), cbc.final()]);
}

function encryptKey(key: Buffer, lock: Lock): Buffer {
  const { recipient, transport } = lock;
  if (transport === 'rsa-1_5') {
    return publicEncrypt({ key: recipient, padding: constants.RSA_PKCS1_PADDING }, key);
  }
  return publicEncrypt({ key: recipient, padding: constants.RSA_NO_PADDING }, padByOaep(key, lock));
}

/** RFC 8017 §7.1.1, step 2: by hand, for Node has one digest for both. */
function padByOaep(message: Buffer, lock: Lock): Buffer {
  const { recipient, digest = 'sha1', mask = 'sha1', firstByte, changeBlock } = lock;
  const bytes = (recipient.asymmetricKeyDetails?.modulusLength ?? 0) / 8;
  const labelHash = createHash(digest).digest();
  const size = labelHash.length;
  const zeros = Buffer.alloc(bytes - message.length - 2 * size - 2);
  const block = changeBlock(Buffer.concat([labelHash, zeros, Buffer.from([1]), message]));
  const seed = randomBytes(size);
  const maskedBlock = xor(block, maskOf(seed, block.length, mask));
  const maskedSeed = xor(seed, maskOf(maskedBlock, size, mask));
  return Buffer.concat([Buffer.from([firstByte]), maskedSeed, maskedBlock]);
}

function maskOf(seed: Buffer, length: number, digest: string): Buffer {
  const blocks = Array.from({ length: Math.ceil(length / 20) }, (_, place) =>
    createHash(digest)
      .update(seed)
      .update(Buffer.from([0, 0, 0, place]))
      .digest(),
  );
  return Buffer.concat(blocks).subarray(0, length);
}

const xor = (one: Buffer, other: Buffer): Buffer =>
  Buffer.from(one.map((byte, place) => byte ^ (other[place] ?? 0)));
