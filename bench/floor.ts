import {
  constants,
  createCipheriv,
  createDecipheriv,
  createHash,
  createPrivateKey,
  createPublicKey,
  privateDecrypt,
  publicEncrypt,
  randomBytes,
  sign,
  verify,
} from 'node:crypto';
import type { Company, Mode } from './company.ts';
import type { Contestant } from './measure.ts';

/**
 * What nobody can leave out, with every key parsed: for each signature the SHA-256 of what is signed and one RSA
 * verification; for an encrypted assertion one RSA decryption and AES-GCM besides.
 */
export function floor(company: Company, signedXml: string, mode: Mode): Contestant {
  const content = Buffer.from(assertionOf(signedXml));
  const check = checkOfSignature(company, content, signedXml);
  const decrypt = decryption(company, content);
  return {
    name: 'the floor',
    run() {
      check();
      if (mode === 'both signed') check();
      if (mode === 'encrypted') decrypt();
    },
  };
}

const assertionOf = (xml: string): string =>
  /<saml:Assertion[\s\S]*<\/saml:Assertion>/.exec(
    xml.replace(/<ds:Signature [\s\S]*?<\/ds:Signature>/g, ''),
  )?.[0] ?? '';

function checkOfSignature({ idp }: Company, content: Buffer, xml: string) {
  const signedInfo = Buffer.from(/<ds:SignedInfo>[\s\S]*?<\/ds:SignedInfo>/.exec(xml)?.[0] ?? '');
  const signature = sign('sha256', signedInfo, idp.keyPair.privateKey);
  const key = createPublicKey(idp.keyPair.certificate);
  return () => {
    createHash('sha256').update(content).digest();
    if (!verify('sha256', signedInfo, key, signature)) throw new Error('The signature must be right.');
  };
}

function decryption({ encryption }: Company, content: Buffer) {
  const padding = constants.RSA_PKCS1_OAEP_PADDING;
  const contentKey = randomBytes(32);
  const encryptedKey = publicEncrypt({ key: encryption.certificate, padding }, contentKey);
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', contentKey, nonce);
  const encrypted = Buffer.concat([cipher.update(content), cipher.final()]);
  const tag = cipher.getAuthTag();
  const key = createPrivateKey(encryption.privateKey);
  return () => {
    const found = privateDecrypt({ key, padding }, encryptedKey);
    const decipher = createDecipheriv('aes-256-gcm', found, nonce, { authTagLength: 16 }).setAuthTag(tag);
    return Buffer.concat([decipher.update(encrypted), decipher.final()]);
  };
}
