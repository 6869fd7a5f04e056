import { type KeyObject, X509Certificate } from 'node:crypto';

/** Parsing a certificate costs three times a signature check, so the keys of the latest ones are kept. */
const parsed = new Map<string, KeyObject>();
const keptKeys = 1000;

/** The public keys of PEM certificates. What else a certificate says is for people: the key is what is trusted. */
export const publicKeysOf = (certificates: readonly string[]): KeyObject[] => certificates.map(publicKeyOf);

function publicKeyOf(certificate: string): KeyObject {
  const known = parsed.get(certificate);
  if (known) return known;
  const { publicKey } = new X509Certificate(certificate);
  const oldest = parsed.keys().next();
  if (parsed.size >= keptKeys && !oldest.done) parsed.delete(oldest.value);
  parsed.set(certificate, publicKey);
  return publicKey;
}
