import { SAML } from '@node-saml/node-saml';
import { unspecifiedNameId } from './names.ts';

interface AuthnRequest {
  requestId: string;
  /** Our entity ID and assertion consumer service. */
  entityId: string;
  acsUrl: string;
  /** The identity provider's single sign-on service for the redirect binding. */
  loginUrl: string;
  /** PEM of the key that signs the request, RSA-SHA256 (saml-bindings §3.4.4.1). */
  privateKey: string;
}

/**
 * The URL that asks the identity provider to log somebody in. It carries no RelayState: where to go
 * afterwards is stored with the request and found again by InResponseTo.
 */
export function authnRequestUrl({
  requestId,
  entityId,
  acsUrl,
  loginUrl,
  privateKey,
}: AuthnRequest): Promise<string> {
  const saml = new SAML({
    issuer: entityId,
    callbackUrl: acsUrl,
    entryPoint: loginUrl,
    privateKey,
    signatureAlgorithm: 'sha256',
    // Required by the constructor; nothing is verified here.
    idpCert: 'unused',
    // Some identity providers refuse a signed request that has no NameIDPolicy.
    identifierFormat: unspecifiedNameId,
    disableRequestedAuthnContext: true,
    generateUniqueId: () => requestId,
  });
  return saml.getAuthorizeUrlAsync('', undefined, {});
}
