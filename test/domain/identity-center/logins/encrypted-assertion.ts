import { createCipheriv, publicEncrypt, randomBytes, X509Certificate } from 'node:crypto';
import type { Company } from './company.ts';

const encryption = 'http://www.w3.org/2001/04/xmlenc#';

/** The response with its assertion encrypted for the space: AES-256-GCM, RSA-OAEP. */
export async function encryptFor({ world, zoneId }: Company, xml: string): Promise<string> {
  const { certificate } = await world.db
    .selectFrom('signing_keys')
    .select('certificate')
    .where('space_id', '=', zoneId)
    .where('purpose', '=', 'service-provider')
    .where('state', '=', 'current')
    .executeTakeFirstOrThrow();
  const [assertion = ''] = /<saml:Assertion .*<\/saml:Assertion>/s.exec(xml) ?? [];
  const key = randomBytes(32);
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  const bytes = Buffer.concat([nonce, cipher.update(assertion), cipher.final(), cipher.getAuthTag()]);
  const encryptedKey = publicEncrypt(
    { key: new X509Certificate(certificate).publicKey, oaepHash: 'sha1' },
    key,
  );
  return xml.replace(
    assertion,
    () =>
      `<saml:EncryptedAssertion><xenc:EncryptedData xmlns:xenc="${encryption}" Type="${encryption}Element">` +
      `<xenc:EncryptionMethod Algorithm="http://www.w3.org/2009/xmlenc11#aes256-gcm"/>` +
      `<ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><xenc:EncryptedKey>` +
      `<xenc:EncryptionMethod Algorithm="${encryption}rsa-oaep-mgf1p"/>${cipherData(encryptedKey)}` +
      `</xenc:EncryptedKey></ds:KeyInfo>${cipherData(bytes)}</xenc:EncryptedData></saml:EncryptedAssertion>`,
  );
}

const cipherData = (bytes: Buffer): string =>
  `<xenc:CipherData><xenc:CipherValue>${bytes.toString('base64')}</xenc:CipherValue></xenc:CipherData>`;
