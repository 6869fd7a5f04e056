// tsyringe, inside @peculiar/x509, refuses to load without it.
import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import {
  cryptoProvider,
  PemConverter,
  SubjectAlternativeNameExtension,
  X509CertificateGenerator,
} from '@peculiar/x509';

/** Makes a TLS certificate for localhost, good for a year, in certs/. */
cryptoProvider.set(crypto);
const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const keys = (await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])) as CryptoKeyPair;
const notBefore = new Date();
const notAfter = new Date(notBefore.getTime() + 365 * 24 * 3600 * 1000);

const certificate = await X509CertificateGenerator.createSelfSigned({
  serialNumber: randomBytes(8).toString('hex'),
  name: 'CN=localhost',
  notBefore,
  notAfter,
  keys,
  signingAlgorithm: algorithm,
  extensions: [
    new SubjectAlternativeNameExtension([
      { type: 'dns', value: 'localhost' },
      { type: 'ip', value: '127.0.0.1' },
      { type: 'ip', value: '::1' },
    ]),
  ],
});
const privateKey = await crypto.subtle.exportKey('pkcs8', keys.privateKey);
writeFileSync('certs/development-key.pem', PemConverter.encode(privateKey, 'PRIVATE KEY'), { mode: 0o600 });
writeFileSync('certs/development-certificate.pem', certificate.toString('pem'));
console.log(`certs/development-certificate.pem is good until ${notAfter.toISOString().slice(0, 10)}.`);
