import { attributeOf, childOf, childrenOf, isElement, textOf, type XmlElement } from '../xml/element.ts';
import { parseXml } from '../xml/parse-xml.ts';
import { escapeAttribute, escapeText } from '../xml/write-xml.ts';
import { XmlProblem } from '../xml/xml-problem.ts';
import { bareCertificate, readCertificate } from './key-pair.ts';
import {
  metadataNamespace,
  postBinding,
  protocolNamespace,
  redirectBinding,
  signatureNamespace,
  unspecifiedNameId,
} from './names.ts';

export interface IdentityProviderMetadata {
  entityId: string;
  /** Single sign-on service of the redirect binding: the only one we send requests by. */
  loginUrl: string;
  /** Single logout; empty texts when the identity provider has none that we speak. */
  logoutUrl: string;
  logoutResponseUrl: string;
  logoutBinding: 'redirect' | 'post';
  /** Until when the document may be used; undefined when it does not say. */
  validUntil: Date | undefined;
  /** PEM texts of the signing certificates, in the document's order. */
  certificates: string[];
}

/** Says what is wrong with a metadata document, for the person who uploads it; the code is for translation. */
export class MetadataProblem extends Error {
  override readonly name = 'MetadataProblem';
  readonly code: string;
  readonly details: Record<string, string | number>;

  constructor(code: string, message: string, details: Record<string, string | number> = {}) {
    super(message);
    this.code = code;
    this.details = details;
  }
}

/** Reads the metadata of exactly one identity provider (saml-metadata §2.4.3). Throws a MetadataProblem. */
export function readIdentityProviderMetadata(xml: string): IdentityProviderMetadata {
  const entity = parse(xml);
  const descriptors = childrenOf(entity, metadataNamespace, 'IDPSSODescriptor').filter((descriptor) =>
    (attributeOf(descriptor, 'protocolSupportEnumeration') ?? '').split(/\s+/).includes(protocolNamespace),
  );
  const entityId = attributeOf(entity, 'entityID');
  if (!entityId)
    throw new MetadataProblem('MetadataWithoutEntityId', 'The EntityDescriptor has no entityID.');
  if (descriptors.length !== 1) {
    const count = descriptors.length;
    const message = `Found ${count} IDPSSODescriptor elements for SAML 2.0; one is expected.`;
    throw new MetadataProblem('MetadataNotOneProvider', message, { count });
  }
  const [descriptor] = descriptors;
  const validUntil = attributeOf(entity, 'validUntil');
  return {
    entityId,
    loginUrl: loginUrlOf(descriptor),
    ...logoutOf(descriptor),
    validUntil: validUntil === undefined ? undefined : new Date(validUntil),
    certificates: signingCertificatesOf(descriptor),
  };
}

/** saml-metadata §2.4.2; the redirect binding where there is a choice. */
function logoutOf(descriptor: XmlElement | undefined) {
  const services = childrenOf(descriptor, metadataNamespace, 'SingleLogoutService');
  for (const [logoutBinding, binding] of [
    ['redirect', redirectBinding],
    ['post', postBinding],
  ] as const) {
    const service = services.find((candidate) => attributeOf(candidate, 'Binding') === binding);
    const logoutUrl = attributeOf(service, 'Location') ?? '';
    if (!isWebAddress(logoutUrl)) continue;
    const logoutResponseUrl = attributeOf(service, 'ResponseLocation') ?? '';
    return {
      logoutUrl,
      logoutBinding,
      logoutResponseUrl: isWebAddress(logoutResponseUrl) ? logoutResponseUrl : '',
    };
  }
  return { logoutUrl: '', logoutBinding: 'redirect' as const, logoutResponseUrl: '' };
}

const isWebAddress = (text: string): boolean => /^https?:\/\//.test(text) && URL.canParse(text);

function parse(xml: string): XmlElement {
  try {
    const { root } = parseXml(xml.trim());
    if (isElement(root, metadataNamespace, 'EntityDescriptor')) return root;
    const message = `Found <${root.name}>; one md:EntityDescriptor is expected.`;
    throw new MetadataProblem('MetadataNotOneEntity', message, { found: root.name });
  } catch (error) {
    if (error instanceof XmlProblem) {
      throw new MetadataProblem('MetadataNotXml', `This is not readable XML: ${error.found}.`, {
        found: error.found,
      });
    }
    throw error;
  }
}

function loginUrlOf(descriptor: XmlElement | undefined): string {
  const services = childrenOf(descriptor, metadataNamespace, 'SingleSignOnService');
  const service = services.find((candidate) => attributeOf(candidate, 'Binding') === redirectBinding);
  const location = attributeOf(service, 'Location');
  if (location && isWebAddress(location)) return location;
  const bindings = services.map((candidate) => attributeOf(candidate, 'Binding')).join(', ') || 'none';
  const message = `No SingleSignOnService with the HTTP-Redirect binding and an http(s) URL; found: ${bindings}.`;
  throw new MetadataProblem('MetadataWithoutLoginUrl', message, { found: bindings });
}

function signingCertificatesOf(descriptor: XmlElement | undefined): string[] {
  const keys = childrenOf(descriptor, metadataNamespace, 'KeyDescriptor').filter(
    (key) => (attributeOf(key, 'use') ?? 'signing') === 'signing',
  );
  const certificates = keys
    .flatMap((key) => childrenOf(childOf(key, signatureNamespace, 'KeyInfo'), signatureNamespace, 'X509Data'))
    .flatMap((data) => childrenOf(data, signatureNamespace, 'X509Certificate'))
    .map((element) => toCertificate(textOf(element)));
  if (certificates.length === 0)
    throw new MetadataProblem(
      'MetadataWithoutCertificate',
      'There is no signing certificate in the document.',
    );
  return [...new Set(certificates)];
}

function toCertificate(text: string): string {
  try {
    return readCertificate(text.trim()).pem;
  } catch {
    const found = text.trim().slice(0, 40);
    throw new MetadataProblem(
      'MetadataCertificateUnreadable',
      `A signing certificate cannot be read: "${found}…".`,
      { found },
    );
  }
}

/** Our own metadata as an identity provider, which every account imports to trust our assertions. */
export const writeIdentityProviderMetadata = (
  entityId: string,
  loginUrl: string,
  certificate: string,
): string =>
  [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<md:EntityDescriptor xmlns:md="${metadataNamespace}" xmlns:ds="${signatureNamespace}" entityID="${escapeAttribute(entityId)}">`,
    `<md:IDPSSODescriptor WantAuthnRequestsSigned="false" protocolSupportEnumeration="${protocolNamespace}">`,
    `<md:KeyDescriptor use="signing"><ds:KeyInfo><ds:X509Data><ds:X509Certificate>${escapeText(bareCertificate(certificate))}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>`,
    `<md:NameIDFormat>${unspecifiedNameId}</md:NameIDFormat>`,
    `<md:SingleSignOnService Binding="${redirectBinding}" Location="${escapeAttribute(loginUrl)}"/>`,
    `<md:SingleSignOnService Binding="${postBinding}" Location="${escapeAttribute(loginUrl)}"/>`,
    '</md:IDPSSODescriptor>',
    '</md:EntityDescriptor>',
  ].join('');
