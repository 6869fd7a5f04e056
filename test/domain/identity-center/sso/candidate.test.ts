import { beforeEach, describe, expect, it } from 'vitest';
import { discardSamlCandidate } from '../../../../src/domain/identity-center/sso/discard-saml-candidate.ts';
import { updateUserStatus } from '../../../../src/domain/identity-center/users/update-user-status.ts';
import {
  impostor,
  type TestIdentityProvider,
  testIdentityProvider,
} from '../../../support/identity-provider.ts';
import { createPerson, trustIdentityProvider } from '../../../support/northwind.ts';
import { makeCertificate } from './certificates.ts';
import { writeMetadata } from './metadata.ts';
import { everythingStored, type NorthwindSso, openNorthwind } from './northwind-sso.ts';

describe('prepared settings', () => {
  let sso: NorthwindSso;
  let idp: TestIdentityProvider;
  beforeEach(async () => {
    sso = await openNorthwind();
    idp = await testIdentityProvider();
    await trustIdentityProvider(sso.world, sso.administrator, sso.zoneId, idp);
    await createPerson(sso.world, sso.administrator, sso.zoneId, 'alice');
  });

  const discard = () => sso.world.execute(discardSamlCandidate, sso.administrator, { zoneId: sso.zoneId });
  const candidate = async () => (await sso.describe()).candidate;
  const codes = async () => (await candidate())?.warnings.map(({ code }) => code);

  it('change no login until they are used, and every login from then on', async () => {
    const next = await impostor();
    await sso.propose({ metadata: next.metadata.replaceAll('/sso"', '/next"') });

    expect((await sso.start()).redirectUrl).toMatch(`${idp.loginUrl}?`);
    expect([await sso.logIn(idp), await sso.logIn(next)]).toEqual(['accepted', 'refused']);

    await sso.apply();
    expect((await sso.start()).redirectUrl).toMatch('https://idp.example.com/next?');
    expect([await sso.logIn(idp), await sso.logIn(next)]).toEqual(['refused', 'accepted']);
  });

  it('are described by exactly what they change', async () => {
    const next = await makeCertificate({ subject: 'CN=next', until: '2026-08-20T00:00:00Z' });
    const before = await sso.describe();
    const [old] = before.configuration.certificates;
    await sso.propose({
      metadata: writeMetadata({ certificates: [next], entityId: 'https://other.example.com' }),
    });

    expect(await sso.describe()).toEqual({
      ...before,
      candidate: {
        configuration: expect.objectContaining({ entityId: 'https://other.example.com', isEnabled: true }),
        changes: [
          { field: 'entityId', from: idp.entityId, to: 'https://other.example.com' },
          { field: 'certificate', from: `${old?.subject} · ${old?.fingerprint}`, to: '' },
          { field: 'certificate', from: '', to: expect.stringMatching(/^CN=next · ([0-9A-F]{2}:?){32}$/) },
        ],
        warnings: [
          {
            code: 'other-identity-provider',
            severity: 'danger',
            details: { from: idp.entityId, to: 'https://other.example.com' },
          },
          { code: 'certificate-removed', severity: 'warning', details: { count: 1 } },
          { code: 'untested', severity: 'warning', details: {} },
          { code: 'certificate-expires', severity: 'warning', details: { subject: 'CN=next', days: 21 } },
        ],
        at: sso.world.clock.now(),
      },
    });
  });

  it('say how many enabled users a switch locks out, and none that is disabled or elsewhere', async () => {
    const bob = await createPerson(sso.world, sso.administrator, sso.zoneId, 'bob');
    await createPerson(sso.world, sso.administrator, sso.zoneId, 'carol');
    await sso.world.execute(updateUserStatus, sso.administrator, {
      zoneId: sso.zoneId,
      userId: bob,
      newUserStatus: 'Disabled',
    });
    await sso.propose({ isEnabled: false });

    expect((await candidate())?.warnings).toEqual([
      { code: 'switched-off', severity: 'danger', details: { count: 2 } },
    ]);
    expect(await sso.logIn(idp)).toBe('accepted');
    await sso.apply();
    await expect(sso.start()).rejects.toMatchObject({ code: 'SAMLIdentityProviderNotFound' });
  });

  it('become a revision, with who and when, once', async () => {
    await sso.propose({ allowsCbc: true, allowsIdpInitiated: true });
    expect(await codes()).toEqual(['idp-initiated', 'cbc', 'untested']);
    sso.world.clock.advance(59.321);
    await sso.apply();

    expect((await sso.history())[0]).toEqual({
      revision: 2,
      uin: sso.administrator.uin,
      changedAt: new Date('2026-07-29T16:10:08.321Z'),
      changes: [
        { field: 'allowsIdpInitiated', from: 'false', to: 'true' },
        { field: 'allowsCbc', from: 'false', to: 'true' },
      ],
    });
    expect(await candidate()).toBeUndefined();
    await expect(sso.apply(new Date('2026-07-29T16:09:09Z'))).rejects.toMatchObject({
      kind: 'not-found',
      code: 'SSOCandidateNotFound',
    });
    expect(await sso.history()).toHaveLength(2);
    expect((await sso.world.auditTrail()).slice(-2)).toEqual([
      'organization:ProposeSAMLConfiguration',
      'organization:ApplySAMLCandidate',
    ]);
  });

  it('are not used when they are others than those that were looked at', async () => {
    await sso.propose({ allowsCbc: true });
    const seen = (await candidate())?.at;
    sso.world.clock.advance(0.001);
    await sso.propose({ allowsIdpInitiated: true });
    const before = await everythingStored(sso.world);

    await expect(sso.apply(seen)).rejects.toMatchObject({ kind: 'conflict', code: 'SSOCandidateChanged' });
    expect(await everythingStored(sso.world)).toEqual(before);
    await sso.apply();
    expect((await sso.describe()).configuration).toMatchObject({ allowsCbc: true, allowsIdpInitiated: true });
  });

  it('are not used while they are on and incomplete', async () => {
    await sso.set({ ssoStatus: 'Disabled' });
    await sso.propose({ isEnabled: true, loginUrl: '' });
    expect(await codes()).toContain('incomplete');
    const before = await everythingStored(sso.world);

    await expect(sso.apply()).rejects.toMatchObject({ code: 'SAMLIdentityProviderNotFound' });
    expect(await everythingStored(sso.world)).toEqual(before);
  });

  it('can be thrown away, and leave the settings in use as they were', async () => {
    const { configuration } = await sso.describe();
    await sso.propose({ loginUrl: 'https://other.example.com/sso', isEnabled: false });
    await discard();

    expect(await candidate()).toBeUndefined();
    expect((await sso.describe()).configuration).toEqual(configuration);
    expect(await sso.history()).toHaveLength(1);
    await discard();
  });

  it('grow with each proposal', async () => {
    await sso.propose({ loginUrl: 'https://idp.example.com/one' });
    await sso.propose({ logoutUrl: 'https://idp.example.com/slo', logoutBinding: 'post' });
    await sso.propose({ addCertificate: await makeCertificate({ subject: 'CN=next' }) });

    expect((await candidate())?.changes.map(({ field }) => field)).toEqual([
      'loginUrl',
      'logoutUrl',
      'logoutBinding',
      'certificate',
    ]);
  });

  it('are none when they are the settings in use', async () => {
    const before = await everythingStored(sso.world);

    for (const nothing of [
      {},
      { isEnabled: true },
      { metadata: idp.metadata },
      { loginUrl: ` ${idp.loginUrl} ` },
    ]) {
      await expect(sso.propose(nothing)).rejects.toMatchObject({
        kind: 'invalid-input',
        code: 'SSOSettingsUnchanged',
      });
    }
    expect(await everythingStored(sso.world)).toEqual(before);
  });

  it('keep a certificate that a person added, though metadata is read that does not have it', async () => {
    const [added, next] = [await makeCertificate({ subject: 'CN=added' }), await makeCertificate()];
    await sso.propose({ addCertificate: added });
    await sso.propose({ metadata: writeMetadata({ certificates: [next] }) });
    await sso.apply();

    expect((await sso.describe()).configuration.certificates.map(({ pem, source }) => [pem, source])).toEqual(
      [
        [next.trim(), 'metadata'],
        [added.trim(), 'manual'],
      ],
    );
  });
});
