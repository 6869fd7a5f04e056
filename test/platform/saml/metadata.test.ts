import { describe, expect, it } from 'vitest';
import {
  MetadataProblem,
  readIdentityProviderMetadata,
  writeIdentityProviderMetadata,
} from '../../../src/platform/saml/identity-provider-metadata.ts';
import { serviceProviderMetadata } from '../../../src/platform/saml/service-provider-metadata.ts';
import { impostor, testIdentityProvider } from '../../support/identity-provider.ts';
import { validateSaml } from '../../support/saml-schema.ts';

const { keyPair } = await testIdentityProvider();
const { keyPair: otherKeyPair } = await impostor();

describe('service provider metadata', () => {
  const document = serviceProviderMetadata({
    entityId: 'https://login.example.com/saml/northwind/metadata',
    acsUrl: 'https://login.example.com/saml/northwind/acs',
    logoutUrl: 'https://login.example.com/saml/northwind/slo',
    signingCertificates: [keyPair.certificate, otherKeyPair.certificate],
    encryptionCertificate: keyPair.certificate,
  });

  it('names the entity, the POST binding of the assertion consumer service, and our keys', () => {
    expect(document).toContain('entityID="https://login.example.com/saml/northwind/metadata"');
    expect(document).toMatch(
      /AssertionConsumerService[^>]*HTTP-POST" Location="https:\/\/login\.example\.com\/saml\/northwind\/acs"/,
    );
    expect(document).toContain('AuthnRequestsSigned="true"');
    expect(document.match(/<md:KeyDescriptor use="signing">/g)).toHaveLength(2);
    expect(document.match(/<md:KeyDescriptor use="encryption">/g)).toHaveLength(1);
    expect(document.match(/SingleLogoutService[^>]*northwind\/slo"/g)).toHaveLength(2);
    expect(document).not.toContain('PRIVATE');
  });

  it.runIf(process.env.SAML_SCHEMA)('is valid against the SAML metadata schema', () => {
    expect(validateSaml(document, 'metadata')).toContain('validates');
  });
});

describe('identity provider metadata', () => {
  const document = writeIdentityProviderMetadata(
    'https://idp.example.com/a?b&c',
    'https://idp.example.com/sso',
    keyPair.certificate,
  );

  it('is read back as it was written', () => {
    expect(readIdentityProviderMetadata(document)).toEqual({
      entityId: 'https://idp.example.com/a?b&c',
      loginUrl: 'https://idp.example.com/sso',
      logoutUrl: '',
      logoutResponseUrl: '',
      logoutBinding: 'redirect',
      validUntil: undefined,
      certificates: [keyPair.certificate.trim()],
    });
  });

  it.runIf(process.env.SAML_SCHEMA)('is valid against the SAML metadata schema', () => {
    expect(validateSaml(document, 'metadata')).toContain('validates');
  });

  it('reads every signing certificate, and none that is for encryption', () => {
    const bare = (pem: string) => pem.replace(/-----[A-Z ]+-----|\s/g, '');
    const key = (use: string, pem: string) =>
      `<md:KeyDescriptor${use}><ds:KeyInfo><ds:X509Data><ds:X509Certificate>\n${bare(pem)}\n</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>`;
    const keys = key('', keyPair.certificate) + key(' use="signing"', otherKeyPair.certificate);
    const two = document.replace(/<md:KeyDescriptor.*<\/md:KeyDescriptor>/, keys);
    const encryption = document.replace('use="signing"', 'use="encryption"');

    expect(readIdentityProviderMetadata(two).certificates).toHaveLength(2);
    expect(() => readIdentityProviderMetadata(encryption)).toThrow('no signing certificate');
  });

  it.each([
    ['nothing', '', 'not readable XML'],
    ['something that is no XML', 'hello', 'not readable XML'],
    ['a document type', `<!DOCTYPE a>${document}`, 'not readable XML'],
    [
      'a service provider',
      document.replaceAll('IDPSSODescriptor', 'SPSSODescriptor'),
      'Found 0 IDPSSODescriptor',
    ],
    [
      'several entities',
      `<md:EntitiesDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata"/>`,
      'md:EntityDescriptor is expected',
    ],
    ['no entity ID', document.replace(/entityID="[^"]*"/, ''), 'no entityID'],
    [
      'a login address that is a script',
      document.replaceAll('https://idp.example.com/sso', 'javascript:alert(1)'),
      'No SingleSignOnService',
    ],
    [
      'a certificate that is none',
      document.replace(/<ds:X509Certificate>[^<]*/, '<ds:X509Certificate>AAAA'),
      'cannot be read',
    ],
  ])('refuses %s and says what is wrong', (_what, text, problem) => {
    expect(() => readIdentityProviderMetadata(text)).toThrow(MetadataProblem);
    expect(() => readIdentityProviderMetadata(text)).toThrow(problem);
  });
});
