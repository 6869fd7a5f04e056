import { beforeEach, describe, expect, it } from 'vitest';
import { rollBackSamlConfiguration } from '../../../../src/domain/identity-center/sso/roll-back-saml-configuration.ts';
import {
  impostor,
  type TestIdentityProvider,
  testIdentityProvider,
} from '../../../support/identity-provider.ts';
import { createPerson, trustIdentityProvider } from '../../../support/northwind.ts';
import { makeCertificate } from './certificates.ts';
import { everythingStored, type NorthwindSso, openNorthwind } from './northwind-sso.ts';

describe('the history of single sign-on', () => {
  let sso: NorthwindSso;
  let idp: TestIdentityProvider;
  beforeEach(async () => {
    sso = await openNorthwind();
    idp = await testIdentityProvider();
    await trustIdentityProvider(sso.world, sso.administrator, sso.zoneId, idp);
    await createPerson(sso.world, sso.administrator, sso.zoneId, 'alice');
  });

  const rollBack = (revision: unknown) =>
    sso.world.execute(rollBackSamlConfiguration, sso.administrator, { zoneId: sso.zoneId, revision });

  it('says who changed what when, the latest first', async () => {
    sso.world.clock.advance(60);
    await sso.set({ loginUrl: 'https://idp.example.com/two' });
    sso.world.clock.advance(60);
    await sso.propose({ isEnabled: false });
    await sso.apply();

    const { uin } = sso.administrator;
    expect(await sso.history()).toEqual([
      {
        revision: 3,
        uin,
        changedAt: new Date('2026-07-29T16:11:09Z'),
        changes: [{ field: 'isEnabled', from: 'true', to: 'false' }],
      },
      {
        revision: 2,
        uin,
        changedAt: new Date('2026-07-29T16:10:09Z'),
        changes: [{ field: 'loginUrl', from: idp.loginUrl, to: 'https://idp.example.com/two' }],
      },
      {
        revision: 1,
        uin,
        changedAt: new Date('2026-07-29T16:09:09Z'),
        changes: [
          { field: 'isEnabled', from: 'false', to: 'true' },
          { field: 'entityId', from: '', to: idp.entityId },
          { field: 'loginUrl', from: '', to: idp.loginUrl },
          { field: 'certificate', from: '', to: expect.stringMatching(/^CN=idp\.example\.com · /) },
        ],
      },
    ]);
  });

  it('is empty before the first change, and grows by nothing that is only prepared or refused', async () => {
    const fresh = await openNorthwind();
    expect(await fresh.history()).toEqual([]);

    await fresh.propose({ entityId: 'https://idp.example.com' });
    await expect(fresh.set({ ssoStatus: 'Enabled' })).rejects.toThrow();
    expect(await fresh.history()).toEqual([]);
    expect(await fresh.describe()).toMatchObject({
      revision: 0,
      missing: ['entityId', 'loginUrl', 'certificates'],
    });
  });

  it('leads back in two steps: the former settings are prepared, and used when somebody says so', async () => {
    const next = await impostor();
    await trustIdentityProvider(sso.world, sso.administrator, sso.zoneId, next);
    await rollBack(1);
    expect([await sso.logIn(idp), await sso.logIn(next)]).toEqual(['refused', 'accepted']);
    expect(await sso.history()).toHaveLength(2);

    await sso.apply();
    expect([await sso.logIn(idp), await sso.logIn(next)]).toEqual(['accepted', 'refused']);
    const [latest, , first] = await sso.history();
    expect(latest).toMatchObject({ revision: 3, changes: [{ to: '' }, { from: '' }] });
    expect(first?.revision).toBe(1);
  });

  it('brings back everything but whether single sign-on is on', async () => {
    await sso.set({ ssoStatus: 'Disabled' });
    await sso.propose({ allowsCbc: true, loginUrl: 'https://idp.example.com/two' });
    await sso.apply();
    const { configuration } = await sso.describe();
    await rollBack(1);

    expect((await sso.describe()).candidate?.configuration).toEqual({
      ...configuration,
      isEnabled: false,
      allowsCbc: false,
      loginUrl: idp.loginUrl,
    });
  });

  it('warns when the way back leads to a certificate that has ended', async () => {
    await sso.set({
      x509Certificate: await makeCertificate({ subject: 'CN=short', until: '2026-07-30T00:00:00Z' }),
    });
    await sso.set({ x509Certificate: await makeCertificate() });
    sso.world.clock.advance(24 * 3600);
    await rollBack(2);

    expect((await sso.describe()).candidate?.warnings).toContainEqual({
      code: 'certificate-expires',
      severity: 'danger',
      details: { subject: 'CN=short', days: -1 },
    });
  });

  it('does not lead back to an incomplete identity provider while single sign-on is on', async () => {
    const fresh = await openNorthwind();
    await fresh.set({ entityId: 'https://idp.example.com' });
    await fresh.set({ loginUrl: 'https://idp.example.com/sso', x509Certificate: await makeCertificate() });
    await fresh.set({ ssoStatus: 'Enabled' });
    await fresh.world.execute(rollBackSamlConfiguration, fresh.administrator, {
      zoneId: fresh.zoneId,
      revision: 1,
    });

    await expect(fresh.apply()).rejects.toMatchObject({ code: 'SAMLIdentityProviderNotFound' });
    expect((await fresh.start()).redirectUrl).toContain('https://idp.example.com/sso');
  });

  it('refuses a revision that never was, that is in use, or that is none', async () => {
    const before = await everythingStored(sso.world);

    for (const [revision, code] of [
      [2, 'SSORevisionNotFound'],
      [1, 'SSOSettingsUnchanged'],
      [0, 'InvalidParameterValue'],
      ['one', 'InvalidParameterValue'],
    ]) {
      await expect(rollBack(revision)).rejects.toMatchObject({ name: 'DomainError', code });
    }
    expect(await everythingStored(sso.world)).toEqual(before);
  });

  it('refuses a revision that is larger than the database counts', async () => {
    await expect(rollBack(99_999_999_999)).rejects.toMatchObject({ name: 'DomainError' });
  });
});
