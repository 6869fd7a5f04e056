import { createHash, type KeyObject, sign } from 'node:crypto';
import { bareCertificate } from '../key-pair.ts';
import { envelopedSignature, exclusiveCanonicalization, signatureNamespace } from '../names.ts';

export interface Signer {
  privateKey: KeyObject;
  certificate: string;
}

export const rsaSha256 = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256';

/**
 * A signature over an element that is in canonical form already, RSA-SHA256, enveloped, to be put into it
 * (xmldsig-core §4). The element must declare the namespaces it uses itself.
 */
export function writeSignature(canonical: string, id: string, { privateKey, certificate }: Signer): string {
  const digest = createHash('sha256').update(canonical, 'utf8').digest('base64');
  const method = (name: string, algorithm: string) => `<ds:${name} Algorithm="${algorithm}"></ds:${name}>`;
  const signedInfo = [
    method('CanonicalizationMethod', exclusiveCanonicalization),
    method('SignatureMethod', rsaSha256),
    `<ds:Reference URI="#${id}"><ds:Transforms>`,
    method('Transform', envelopedSignature),
    method('Transform', exclusiveCanonicalization),
    '</ds:Transforms>',
    method('DigestMethod', 'http://www.w3.org/2001/04/xmlenc#sha256'),
    `<ds:DigestValue>${digest}</ds:DigestValue></ds:Reference></ds:SignedInfo>`,
  ].join('');
  const canonicalSignedInfo = `<ds:SignedInfo xmlns:ds="${signatureNamespace}">${signedInfo}`;
  const value = sign('sha256', Buffer.from(canonicalSignedInfo, 'utf8'), privateKey).toString('base64');
  return (
    `<ds:Signature xmlns:ds="${signatureNamespace}"><ds:SignedInfo>${signedInfo}<ds:SignatureValue>${value}</ds:SignatureValue>` +
    `<ds:KeyInfo><ds:X509Data><ds:X509Certificate>${bareCertificate(certificate)}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></ds:Signature>`
  );
}
