import { hash, type KeyObject } from 'node:crypto';
import { canonicalize } from '../../xml/canonicalize.ts';
import { attributeOf, type XmlElement } from '../../xml/element.ts';
import { SamlRefusal } from '../refusal.ts';
import { isSignedBy } from './algorithms.ts';
import { findSignature, readSignature, type Signature } from './read-signature.ts';

/**
 * Whether the element is signed by one of the keys. False when it has no signature; a signature that is there
 * and does not hold is a SamlRefusal, whatever else may be signed (xmldsig-core §3.2, saml-core §5.4).
 * `hasComments` tells of the document.
 */
export function verifySignature(
  element: XmlElement,
  keys: readonly KeyObject[],
  hasComments: boolean,
): boolean {
  const found = findSignature(element);
  if (!found) return false;
  const signature = readSignature(found);
  requireReferenceTo(element, signature);
  requireNoCommentsSigned(signature, hasComments);
  requireDigest(element, found, signature);
  const { signedInfo, signedInfoMethod, algorithm, signatureValue } = signature;
  const signed = Buffer.from(canonicalize(signedInfo, signedInfoMethod), 'utf8');
  if (keys.some((key) => isSignedBy(key, algorithm, signed, signatureValue))) return true;
  throw new SamlRefusal(
    'signature-invalid',
    `a signature of ${element.localName} by none of ${keys.length} trusted keys`,
    'a signature by a certificate of the identity provider',
  );
}

/** The signature speaks of the element that it is in, by its ID, and of nothing else. */
function requireReferenceTo(element: XmlElement, { referenceUri }: Signature): void {
  const id = attributeOf(element, 'ID');
  if (id !== undefined && id !== '' && referenceUri === `#${id}`) return;
  throw new SamlRefusal('signature-layout', `a reference to "${referenceUri}"`, `#${id ?? 'ID'}`);
}

/** Comments are not in the tree, so bytes that would hold them cannot be made. */
function requireNoCommentsSigned({ signedInfoMethod, contentMethod }: Signature, hasComments: boolean): void {
  if (!hasComments || !(signedInfoMethod.withComments || contentMethod.withComments)) return;
  throw new SamlRefusal(
    'signature-layout',
    'comments that are signed',
    'a canonicalization without comments',
  );
}

function requireDigest(element: XmlElement, found: XmlElement, signature: Signature): void {
  const content = canonicalize(element, { ...signature.contentMethod, without: found });
  const digest = hash(signature.digestAlgorithm, content, 'buffer');
  if (digest.equals(signature.digestValue)) return;
  throw new SamlRefusal(
    'digest-mismatch',
    `${signature.digestAlgorithm} of ${element.localName} ${digest.toString('base64')}`,
    `${signature.digestValue.toString('base64').slice(0, 100)}, which is signed`,
  );
}
