import { constants, type KeyObject, privateDecrypt } from 'node:crypto';
import { attributeOf, childOf, type XmlElement } from '../../xml/element.ts';
import { encryption11Namespace, encryptionNamespace, signatureNamespace } from '../names.ts';
import { SamlRefusal } from '../refusal.ts';
import { removeOaepPadding } from './oaep.ts';

/** The two digests of RSA-OAEP: of the label, and of the mask (RFC 8017 §7.1). */
interface Oaep {
  digest: string;
  maskDigest: string;
  /** Some write the older algorithm and mean the newer one: mask with the label's digest. */
  mayMeanOneDigest: boolean;
}

const sha1 = `${signatureNamespace}sha1`;

/** SHA-1 is no weakness here: OAEP needs no collision resistance, and it is the default of the standard. */
const digests: ReadonlyMap<string, string> = new Map([
  [sha1, 'sha1'],
  [`${encryptionNamespace}sha256`, 'sha256'],
  ['http://www.w3.org/2001/04/xmldsig-more#sha384', 'sha384'],
  [`${encryptionNamespace}sha512`, 'sha512'],
  // No standard has these two; a widely used library writes them.
  [`${signatureNamespace}sha256`, 'sha256'],
  [`${signatureNamespace}sha512`, 'sha512'],
]);

const masks: ReadonlyMap<string, string> = new Map(
  ['sha1', 'sha256', 'sha384', 'sha512'].map((digest) => [`${encryption11Namespace}mgf1${digest}`, digest]),
);

/** xmlenc-core1 §5.5.2. RSA 1.5 does not count: it tells an attacker by its padding what it decrypts to. */
export function requireOaep(method: XmlElement | undefined): Oaep {
  const algorithm = attributeOf(method, 'Algorithm') ?? 'no algorithm';
  const digestName = attributeOf(childOf(method, signatureNamespace, 'DigestMethod'), 'Algorithm') ?? sha1;
  const maskName = attributeOf(childOf(method, encryption11Namespace, 'MGF'), 'Algorithm');
  const digest = digests.get(digestName);
  if (digest && algorithm === `${encryptionNamespace}rsa-oaep-mgf1p`) {
    return { digest, maskDigest: 'sha1', mayMeanOneDigest: true };
  }
  const maskDigest = maskName === undefined ? 'sha1' : masks.get(maskName);
  if (digest && maskDigest && algorithm === `${encryption11Namespace}rsa-oaep`) {
    return { digest, maskDigest, mayMeanOneDigest: false };
  }
  const found = [algorithm, digestName, maskName].filter(Boolean).join(', ');
  throw new SamlRefusal('algorithm-not-allowed', found, 'RSA-OAEP with SHA-1, SHA-256, SHA-384 or SHA-512');
}

/** The keys that the bytes may mean, the likeliest first; empty when they are not for this private key. */
export function decryptKey(
  { digest, maskDigest, mayMeanOneDigest }: Oaep,
  privateKey: KeyObject,
  data: Buffer,
): Buffer[] {
  const attempts =
    digest === maskDigest
      ? [() => decryptByNode(privateKey, data, digest)]
      : [
          () => removeOaepPadding(decryptRaw(privateKey, data), digest, maskDigest),
          ...(mayMeanOneDigest ? [() => decryptByNode(privateKey, data, digest)] : []),
        ];
  return attempts.flatMap((attempt) => {
    try {
      return [attempt()];
    } catch {
      return [];
    }
  });
}

const decryptByNode = (key: KeyObject, data: Buffer, oaepHash: string): Buffer =>
  privateDecrypt({ key, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash }, data);

const decryptRaw = (key: KeyObject, data: Buffer): Buffer =>
  privateDecrypt({ key, padding: constants.RSA_NO_PADDING }, data);
