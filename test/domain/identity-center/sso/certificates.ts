// tsyringe, inside @peculiar/x509, refuses to load without it.
import 'reflect-metadata';
import { cryptoProvider, X509CertificateGenerator } from '@peculiar/x509';

cryptoProvider.set(crypto);

const keys = {
  'EC P-256': { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' },
  'EC P-384': { name: 'ECDSA', namedCurve: 'P-384', hash: 'SHA-384' },
  'RSA 1024': rsa(1024),
  'RSA 2048': rsa(2048),
  Ed25519: { name: 'Ed25519' },
} as const;

interface Wanted {
  subject?: string;
  key?: keyof typeof keys;
  from?: string;
  until?: string;
}

/** A self-signed certificate in PEM with a fresh key, as wanted; valid today unless it should not be. */
export async function makeCertificate({
  subject = 'CN=idp.example.com',
  key = 'EC P-256',
  from = '2026-01-01T00:00:00Z',
  until = '2036-01-01T00:00:00Z',
}: Wanted = {}): Promise<string> {
  const signingAlgorithm = keys[key];
  const pair = (await crypto.subtle.generateKey(signingAlgorithm, true, ['sign', 'verify'])) as CryptoKeyPair;
  const certificate = await X509CertificateGenerator.createSelfSigned({
    serialNumber: '0b',
    name: subject,
    notBefore: new Date(from),
    notAfter: new Date(until),
    keys: pair,
    signingAlgorithm,
  });
  return certificate.toString('pem');
}

export const makeCertificates = (count: number, wanted: Wanted = {}): Promise<string[]> =>
  Promise.all(Array.from({ length: count }, () => makeCertificate(wanted)));

/** The base64 of the DER, as consoles of identity providers show it. */
export const bare = (pem: string): string => pem.replace(/-----[A-Z ]+-----|\s/g, '');

function rsa(modulusLength: number) {
  const publicExponent = new Uint8Array([1, 0, 1]);
  return { name: 'RSASSA-PKCS1-v1_5', modulusLength, publicExponent, hash: 'SHA-256' };
}
