import { escapeAttribute, escapeText } from '../xml/write-xml.ts';
import { bareCertificate } from './key-pair.ts';
import {
  encryption11Namespace,
  encryptionNamespace,
  metadataNamespace,
  postBinding,
  protocolNamespace,
  redirectBinding,
  signatureNamespace,
  unspecifiedNameId,
} from './names.ts';

interface ServiceProvider {
  entityId: string;
  acsUrl: string;
  logoutUrl: string;
  /** PEM; sign our requests. The one in use first, then the one that will be. */
  signingCertificates: readonly string[];
  /** PEM; assertions may be encrypted for it. */
  encryptionCertificate: string;
}

/** The document an identity provider imports to trust us (saml-metadata §2.4.4). */
export const serviceProviderMetadata = (provider: ServiceProvider): string =>
  [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<md:EntityDescriptor xmlns:md="${metadataNamespace}" xmlns:ds="${signatureNamespace}" entityID="${escapeAttribute(provider.entityId)}">`,
    `<md:SPSSODescriptor AuthnRequestsSigned="true" WantAssertionsSigned="true" protocolSupportEnumeration="${protocolNamespace}">`,
    ...provider.signingCertificates.map((certificate) => key('signing', certificate)),
    key('encryption', provider.encryptionCertificate, encryptionMethods),
    ...[redirectBinding, postBinding].map(
      (binding) =>
        `<md:SingleLogoutService Binding="${binding}" Location="${escapeAttribute(provider.logoutUrl)}"/>`,
    ),
    `<md:NameIDFormat>${unspecifiedNameId}</md:NameIDFormat>`,
    `<md:AssertionConsumerService Binding="${postBinding}" Location="${escapeAttribute(provider.acsUrl)}" index="0" isDefault="true"/>`,
    '</md:SPSSODescriptor>',
    '</md:EntityDescriptor>',
  ].join('');

const key = (use: string, certificate: string, methods = ''): string =>
  `<md:KeyDescriptor use="${use}"><ds:KeyInfo><ds:X509Data><ds:X509Certificate>${escapeText(bareCertificate(certificate))}</ds:X509Certificate></ds:X509Data></ds:KeyInfo>${methods}</md:KeyDescriptor>`;

/** Identity providers that read this encrypt so that it counts here without a setting (saml-metadata §2.4.1.1). */
const encryptionMethods = [
  `${encryption11Namespace}aes256-gcm`,
  `${encryption11Namespace}aes128-gcm`,
  `${encryptionNamespace}rsa-oaep-mgf1p`,
]
  .map((algorithm) => `<md:EncryptionMethod Algorithm="${algorithm}"/>`)
  .join('');
