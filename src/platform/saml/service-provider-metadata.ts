import { generateServiceProviderMetadata } from '@node-saml/node-saml';
import { unspecifiedNameId } from './names.ts';

interface ServiceProvider {
  entityId: string;
  acsUrl: string;
  /** PEM; signs our requests, and assertions may be encrypted for it. */
  certificate: string;
}

/** The document an identity provider imports to trust us (saml-metadata §2.4.4). */
export const serviceProviderMetadata = ({ entityId, acsUrl, certificate }: ServiceProvider): string =>
  generateServiceProviderMetadata({
    issuer: entityId,
    callbackUrl: acsUrl,
    publicCerts: certificate,
    decryptionCert: certificate,
    // node-saml publishes a key only for a party that can use it.
    privateKey: certificate,
    decryptionPvk: certificate,
    identifierFormat: unspecifiedNameId,
    wantAssertionsSigned: true,
  });
