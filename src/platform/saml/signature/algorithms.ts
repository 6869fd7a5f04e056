import { constants, type KeyObject, type VerifyKeyObjectInput, verify } from 'node:crypto';
import { SamlRefusal } from '../refusal.ts';

const more = 'http://www.w3.org/2001/04/xmldsig-more#';
const more2007 = 'http://www.w3.org/2007/05/xmldsig-more#';
const encryption = 'http://www.w3.org/2001/04/xmlenc#';

/** Digests that count (RFC 6931 §2.1; xmlenc-core §5.8). SHA-1 and MD5 do not. */
const digests: ReadonlyMap<string, string> = new Map([
  [`${encryption}sha256`, 'sha256'],
  [`${more}sha384`, 'sha384'],
  [`${encryption}sha512`, 'sha512'],
]);

interface SignatureAlgorithm {
  family: 'rsa' | 'rsa-pss' | 'ec';
  digest: string;
}

const hashes = ['sha256', 'sha384', 'sha512'];

/** Signatures that count (RFC 6931 §2.3.2–2.3.6, §2.3.10). A message authentication code is not one of them. */
const signatures: ReadonlyMap<string, SignatureAlgorithm> = new Map(
  hashes.flatMap((digest): [string, SignatureAlgorithm][] => [
    [`${more}rsa-${digest}`, { family: 'rsa', digest }],
    [`${more2007}${digest}-rsa-MGF1`, { family: 'rsa-pss', digest }],
    [`${more}ecdsa-${digest}`, { family: 'ec', digest }],
  ]),
);

/** OpenSSL's name of the digest. */
export function requireDigest(algorithm: string): string {
  const digest = digests.get(algorithm);
  if (digest) return digest;
  throw new SamlRefusal('algorithm-not-allowed', algorithm || 'no algorithm', 'SHA-256, SHA-384 or SHA-512');
}

export function requireSignatureAlgorithm(algorithm: string): SignatureAlgorithm {
  const known = signatures.get(algorithm);
  if (known) return known;
  throw new SamlRefusal(
    'algorithm-not-allowed',
    algorithm || 'no algorithm',
    'RSA, RSA-PSS or ECDSA with SHA-256, SHA-384 or SHA-512',
  );
}

/** Whether that key made the signature. A key of another family than the algorithm's made none. */
export function isSignedBy(
  key: KeyObject,
  { family, digest }: SignatureAlgorithm,
  data: Buffer,
  signature: Buffer,
): boolean {
  const keyType = key.asymmetricKeyType;
  const fits = family === 'rsa-pss' ? keyType === 'rsa' || keyType === 'rsa-pss' : keyType === family;
  if (!fits) return false;
  try {
    return verify(digest, data, family === 'rsa' ? key : parametersOf(key, family), signature);
  } catch {
    // OpenSSL refuses some signatures by their shape alone.
    return false;
  }
}

function parametersOf(key: KeyObject, family: 'rsa-pss' | 'ec'): VerifyKeyObjectInput {
  // RFC 6931 §2.3.10: the salt is as long as the digest. xmldsig-core1 §6.4.3: r and s side by side.
  return family === 'ec'
    ? { key, dsaEncoding: 'ieee-p1363' }
    : { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST };
}
