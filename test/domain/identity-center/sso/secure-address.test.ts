import { describe, expect, it } from 'vitest';
import { requireSecureAddress } from '../../../../src/domain/identity-center/sso/secure-address.ts';

describe('an address where people type their passwords', () => {
  it.each([
    'https://idp.example.com/sso',
    'https://idp.example.com:8443/adfs/ls/?tenant=a&b=c',
    'https://10.0.0.1/sso',
    'http://localhost:8080/sso',
    'http://127.0.0.1/sso',
    'http://[::1]:8080/sso',
  ])('may be %s, and stays as it was typed', (address) => {
    expect(requireSecureAddress('loginUrl', address)).toBe(address);
  });

  it.each([
    'http://idp.example.com/sso',
    'http://localhost.example.com/',
    'http://127.0.0.1.example.com/',
    'http://localhost@idp.example.com/',
    'javascript:alert(1)',
    'JavaScript://idp.example.com/%0aalert(1)',
    'data:text/html,x',
    'ftp://idp.example.com/',
    'https://user@idp.example.com/',
    'https://user:password@idp.example.com/',
    'https://:password@idp.example.com/',
    '//idp.example.com/sso',
    '/sso',
    'idp.example.com/sso',
    'https://',
    'https://exa mple.com/',
    '',
    'x'.repeat(3000),
  ])('is not %j', (address) => {
    expect(() => requireSecureAddress('loginUrl', address)).toThrow(
      expect.objectContaining({
        kind: 'invalid-input',
        code: 'AddressNotSecure',
        fields: { loginUrl: expect.any(String) },
        details: { found: address.slice(0, 200) },
      }),
    );
  });

  it.each([
    ['a line break', 'https://idp.example\n.com/sso'],
    ['a tab', 'https://idp.example.com/\tsso'],
    ['white space around it', ' https://idp.example.com/sso '],
    ['no slashes, which browsers take for one of our own paths', 'https:idp.example.com/sso'],
    ['backslashes', 'https:\\\\idp.example.com/sso'],
  ])('is not one with %s: it is stored and sent as it was typed', (_what, address) => {
    expect(() => requireSecureAddress('loginUrl', address)).toThrow('address');
  });
});
