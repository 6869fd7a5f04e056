import { describe, expect, it } from 'vitest';
import { emptyConfiguration } from '../../../../src/domain/identity-center/sso/sso-configuration.ts';
import { vendorOf } from '../../../../src/domain/identity-center/sso/vendor.ts';

describe('the product behind an identity provider', () => {
  it.each([
    ['entra-id', 'https://sts.windows.net/0f7a/', 'https://login.microsoftonline.com/0f7a/saml2'],
    ['entra-id', 'https://sts.chinacloudapi.cn/0f7a/', 'https://login.partner.microsoftonline.cn/0f7a/saml2'],
    ['okta', 'http://www.okta.com/exk1', 'https://northwind.okta.com/app/exk1/sso/saml'],
    ['okta', 'http://www.okta.com/exk1', 'https://login.northwind.example/app/exk1/sso/saml'],
    [
      'google',
      'https://accounts.google.com/o/saml2?idpid=C1',
      'https://accounts.google.com/o/saml2/idp?idpid=C1',
    ],
    ['ad-fs', 'http://adfs.northwind.example/adfs/services/trust', 'https://adfs.northwind.example/adfs/ls/'],
    ['keycloak', 'https://kc.example.com/realms/main', 'https://kc.example.com/realms/main/protocol/saml'],
    [
      'keycloak',
      'https://kc.example.com/auth/realms/main',
      'https://kc.example.com/auth/realms/main/protocol/saml',
    ],
    [undefined, 'https://idp.example.com/metadata', 'https://idp.example.com/sso'],
    [undefined, 'https://okta.com.evil.example/', 'https://sts.windows.net.evil.example/'],
    [undefined, '', ''],
  ])('is %s by %s', (vendor, entityId, loginUrl) => {
    expect(vendorOf({ ...emptyConfiguration, entityId, loginUrl })).toBe(vendor);
  });
});
