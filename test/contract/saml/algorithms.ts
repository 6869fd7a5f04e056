import { constants, createHmac, createSign, type KeyObject, sign } from 'node:crypto';

const more = 'http://www.w3.org/2001/04/xmldsig-more#';
const more2007 = 'http://www.w3.org/2007/05/xmldsig-more#';
const signature = 'http://www.w3.org/2000/09/xmldsig#';
const encryption = 'http://www.w3.org/2001/04/xmlenc#';

/** Node's names of digests. */
export const digestMethods: Record<string, string> = {
  [`${encryption}sha256`]: 'sha256',
  [`${more}sha384`]: 'sha384',
  [`${encryption}sha512`]: 'sha512',
  [`${signature}sha1`]: 'sha1',
  [`${more}md5`]: 'md5',
  [`${more}sha224`]: 'sha224',
  [`${encryption}ripemd160`]: 'ripemd160',
};

type Signer = (data: string, key: KeyObject) => Buffer;

const rsa =
  (digest: string): Signer =>
  (data, key) =>
    createSign(digest).update(data).sign(key);
const rsaPss =
  (digest: string, saltLength: number = constants.RSA_PSS_SALTLEN_DIGEST): Signer =>
  (data, key) =>
    sign(digest, Buffer.from(data), { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength });
const ecdsa =
  (digest: string): Signer =>
  (data, key) =>
    sign(digest, Buffer.from(data), { key, dsaEncoding: 'ieee-p1363' });
/** Whoever believes it takes a public key for a secret. */
const hmac =
  (digest: string): Signer =>
  (data, key) =>
    createHmac(digest, key.type === 'secret' ? key : key.export({ type: 'spki', format: 'pem' }).toString())
      .update(data)
      .digest();

/** How each algorithm is signed with: those that count, and those that must not. */
export const signatureMethods: Record<string, Signer> = {
  [`${more}rsa-sha256`]: rsa('sha256'),
  [`${more}rsa-sha384`]: rsa('sha384'),
  [`${more}rsa-sha512`]: rsa('sha512'),
  [`${more2007}sha256-rsa-MGF1`]: rsaPss('sha256'),
  [`${more2007}sha384-rsa-MGF1`]: rsaPss('sha384'),
  [`${more2007}sha512-rsa-MGF1`]: rsaPss('sha512'),
  'urn:test:sha256-rsa-MGF1-without-salt': rsaPss('sha256', 0),
  [`${more}ecdsa-sha256`]: ecdsa('sha256'),
  [`${more}ecdsa-sha384`]: ecdsa('sha384'),
  [`${more}ecdsa-sha512`]: ecdsa('sha512'),
  [`${signature}rsa-sha1`]: rsa('sha1'),
  [`${more}rsa-md5`]: rsa('md5'),
  [`${more}rsa-sha224`]: rsa('sha224'),
  [`${more}rsa-ripemd160`]: rsa('ripemd160'),
  [`${more2007}sha1-rsa-MGF1`]: rsaPss('sha1'),
  [`${more}ecdsa-sha1`]: ecdsa('sha1'),
  [`${signature}hmac-sha1`]: hmac('sha1'),
  [`${more}hmac-sha256`]: hmac('sha256'),
  [`${more}hmac-sha512`]: hmac('sha512'),
};

export const rsaSha256 = `${more}rsa-sha256`;
export const sha256 = `${encryption}sha256`;
export const exclusive = 'http://www.w3.org/2001/10/xml-exc-c14n#';
export const inclusive = 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315';
export const enveloped = `${signature}enveloped-signature`;
