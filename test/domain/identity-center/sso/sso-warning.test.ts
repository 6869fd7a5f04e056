import { describe, expect, it } from 'vitest';
import {
  emptyConfiguration,
  type SsoConfiguration,
  type TrustedCertificate,
} from '../../../../src/domain/identity-center/sso/sso-configuration.ts';
import {
  expiryOf,
  expiryWarnings,
  warningsOf,
} from '../../../../src/domain/identity-center/sso/sso-warning.ts';

const now = new Date('2026-07-29T16:09:09Z');
const inDays = (days: number) => new Date(now.getTime() + days * 24 * 3600 * 1000).toISOString();

const certificate = (fingerprint: string, days = 1000): TrustedCertificate => ({
  certificateId: `idp-c-${fingerprint}`,
  pem: '',
  subject: `CN=${fingerprint}`,
  fingerprint,
  notBefore: inDays(-1),
  notAfter: inDays(days),
  source: 'metadata',
});
const working: SsoConfiguration = {
  ...emptyConfiguration,
  isEnabled: true,
  entityId: 'https://idp.example.com',
  loginUrl: 'https://idp.example.com/sso',
  certificates: [certificate('A')],
};
const warn = (before: SsoConfiguration, after: SsoConfiguration, isTested = true) =>
  warningsOf(before, after, { activeUsers: 7, isTested, now });

describe('a warning before settings are used', () => {
  const changes: [string, Partial<SsoConfiguration>, object[]][] = [
    ['nothing that matters', { logoutUrl: 'https://idp.example.com/slo' }, []],
    [
      'that people are locked out, and how many',
      { isEnabled: false },
      [{ code: 'switched-off', severity: 'danger', details: { count: 7 } }],
    ],
    [
      'another identity provider',
      { entityId: 'https://other.example.com' },
      [
        {
          code: 'other-identity-provider',
          severity: 'danger',
          details: { from: 'https://idp.example.com', to: 'https://other.example.com' },
        },
      ],
    ],
    [
      'a certificate that counts no more',
      { certificates: [certificate('B')] },
      [{ code: 'certificate-removed', severity: 'warning', details: { count: 1 } }],
    ],
    [
      'logins that nobody asked for',
      { allowsIdpInitiated: true },
      [{ code: 'idp-initiated', severity: 'warning' }],
    ],
    ['encryption that proves nothing', { allowsCbc: true }, [{ code: 'cbc', severity: 'warning' }]],
    [
      'a password on an open line',
      { loginUrl: 'http://localhost/sso' },
      [{ code: 'plain-http', severity: 'warning' }],
    ],
    ['parts that are missing', { loginUrl: '' }, [{ code: 'incomplete', severity: 'warning' }]],
  ];
  it.each(changes)('says %s', (_what, change, warnings) => {
    expect(warn(working, { ...working, ...change })).toEqual(warnings);
  });

  it('says that nobody has tried the settings, only while they are to be on', () => {
    expect(warn(working, working, false)).toEqual([{ code: 'untested', severity: 'warning' }]);
    expect(warn({ ...working, isEnabled: false }, { ...working, isEnabled: false }, false)).toEqual([]);
  });

  it('says that people will log in by it, and that it is the first is no danger', () => {
    expect(warn(emptyConfiguration, working)).toEqual([{ code: 'switched-on', severity: 'note' }]);
  });

  it('warns of a weakness when it comes, not when it is there already or goes', () => {
    const weak = { ...working, allowsCbc: true, allowsIdpInitiated: true };

    expect(warn(weak, weak)).toEqual([]);
    expect(warn(weak, working)).toEqual([]);
  });

  it('says everything at once', () => {
    const after = { ...emptyConfiguration, entityId: 'https://other.example.com', allowsCbc: true };

    expect(warn(working, after).map(({ code }) => code)).toEqual([
      'switched-off',
      'incomplete',
      'other-identity-provider',
      'certificate-removed',
      'cbc',
    ]);
  });
});

describe('the end of a certificate', () => {
  it.each([
    [1000, undefined],
    [61, undefined],
    [60, 'note'],
    [31, 'note'],
    [30, 'warning'],
    [8, 'warning'],
    [7, 'danger'],
    [0, 'danger'],
    [-1, 'danger'],
  ])('%i days ahead is %s', (days, severity) => {
    expect(expiryOf(inDays(days), now)?.severity).toBe(severity);
    if (severity) expect(expiryOf(inDays(days), now)?.days).toBe(days);
  });

  it('is counted in whole days that are left', () => {
    expect(expiryOf(inDays(7.9), now)).toEqual({ days: 7, severity: 'danger' });
    expect(expiryOf(inDays(0.1), now)).toEqual({ days: 0, severity: 'danger' });
    expect(expiryOf(inDays(-0.1), now)).toEqual({ days: -1, severity: 'danger' });
  });

  it('is said of each certificate by its name', () => {
    const certificates = [certificate('A', 5), certificate('B', 20), certificate('C', 90)];

    expect(expiryWarnings({ ...working, certificates }, now)).toEqual([
      { code: 'certificate-expires', severity: 'danger', details: { subject: 'CN=A', days: 5 } },
      { code: 'certificate-expires', severity: 'warning', details: { subject: 'CN=B', days: 20 } },
    ]);
  });
});
