// tsyringe, inside @peculiar/x509, refuses to load without it.
import 'reflect-metadata';
import { type KeyObject, X509Certificate } from 'node:crypto';
import { cryptoProvider, X509CertificateGenerator } from '@peculiar/x509';
import { type RandomSource, secureRandom } from '../random.ts';

cryptoProvider.set(crypto);

export interface KeyPair {
  /** PKCS #8 in PEM. */
  privateKey: string;
  /** A self-signed certificate in PEM; partners pin the key, so the name is for people only. */
  certificate: string;
  notAfter: Date;
}

const years = 10;
const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };

/** A fresh RSA 2048 key with a certificate that names what it is for. */
export async function generateSamlKeyPair(
  commonName: string,
  serialNumber: string,
  now: Date,
  random: Pick<RandomSource, 'rsaKeyPair'> = secureRandom,
): Promise<KeyPair> {
  const { privateKey, publicKey } = await random.rsaKeyPair();
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const pkcs8 = privateKey.export({ type: 'pkcs8', format: 'der' });
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  const signingKey = await crypto.subtle.importKey('pkcs8', pkcs8, algorithm, true, ['sign']);
  const verifyingKey = await crypto.subtle.importKey('spki', spki, algorithm, true, ['verify']);
  const notAfter = new Date(now);
  notAfter.setUTCFullYear(now.getUTCFullYear() + years);

  const certificate = await X509CertificateGenerator.create({
    serialNumber,
    subject: [{ CN: [commonName] }],
    issuer: [{ CN: [commonName] }],
    notBefore: now,
    notAfter,
    signingKey: signingKey,
    publicKey: verifyingKey,
    signingAlgorithm: algorithm,
  });
  return { privateKey: pem, certificate: certificate.toString('pem'), notAfter };
}

/** The facts of a certificate that people compare. Accepts PEM, or base64 of DER without the armour lines. */
export function readCertificate(text: string) {
  const certificate = new X509Certificate(toPem(text));
  return {
    pem: certificate.toString().trim(),
    subject: certificate.subject.replaceAll('\n', ', '),
    fingerprint: certificate.fingerprint256,
    notBefore: new Date(certificate.validFrom),
    notAfter: new Date(certificate.validTo),
    key: describeKey(certificate.publicKey),
  };
}

/** What else a certificate says of itself; `publicKey` as PEM. */
export function certificateDetails(pem: string) {
  const { serialNumber, issuer, publicKey, signatureAlgorithm } = new X509Certificate(pem);
  return {
    serialNumber,
    issuer: issuer.replaceAll('\n', ', '),
    publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString().trim(),
    signatureAlgorithm: signatureAlgorithm ?? '',
  };
}

/** `RSA 2048`, `EC prime256v1`, and whether we verify signatures of such a key. */
function describeKey({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject) {
  const { modulusLength = 0, namedCurve = '' } = asymmetricKeyDetails ?? {};
  const isSuitable =
    asymmetricKeyType === 'ec'
      ? ['prime256v1', 'secp384r1', 'secp521r1'].includes(namedCurve)
      : /^rsa(-pss)?$/.test(asymmetricKeyType ?? '') && modulusLength >= 2048;
  const name = `${(asymmetricKeyType ?? 'unknown').toUpperCase()} ${namedCurve || modulusLength}`;
  return { name, isSuitable };
}

export const toPem = (text: string): string =>
  text.includes('-----BEGIN')
    ? text
    : `-----BEGIN CERTIFICATE-----\n${text
        .replace(/\s/g, '')
        .replace(/(.{64})/g, '$1\n')
        .trim()}\n-----END CERTIFICATE-----`;

/** The base64 of a PEM without its armour, as XML wants it. */
export const bareCertificate = (pem: string): string => pem.replace(/-----[A-Z ]+-----|\s/g, '');
