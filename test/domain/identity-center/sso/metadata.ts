import { bare } from './certificates.ts';

interface Wanted {
  certificates: string[];
  entityId?: string;
  loginUrl?: string;
  /** Written into the EntityDescriptor, such as ` validUntil="…"`. */
  attributes?: string;
  /** Written behind the keys, such as a SingleLogoutService. */
  services?: string;
}

const binding = 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect';

/** The metadata of a company's identity provider, with whatever a test wants to say in it. */
export function writeMetadata({
  certificates,
  entityId = 'https://idp.example.com/metadata',
  loginUrl = 'https://idp.example.com/sso',
  attributes = '',
  services = '',
}: Wanted): string {
  const keys = certificates.map(
    (pem) =>
      `<md:KeyDescriptor use="signing"><ds:KeyInfo><ds:X509Data><ds:X509Certificate>${bare(pem)}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>`,
  );
  return (
    `<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" xmlns:ds="http://www.w3.org/2000/09/xmldsig#" entityID="${entityId}"${attributes}>` +
    `<md:IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">${keys.join('')}${services}` +
    `<md:SingleSignOnService Binding="${binding}" Location="${loginUrl}"/></md:IDPSSODescriptor></md:EntityDescriptor>`
  );
}

export const writeLogoutService = (location: string, responseLocation: string): string =>
  `<md:SingleLogoutService Binding="${binding}" Location="${location}" ResponseLocation="${responseLocation}"/>`;

export const encode = (document: string): string => Buffer.from(document).toString('base64');
