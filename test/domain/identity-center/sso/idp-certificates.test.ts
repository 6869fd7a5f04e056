import { beforeEach, describe, expect, it } from 'vitest';
import { addExternalSamlIdpCertificate } from '../../../../src/domain/identity-center/sso/add-external-saml-idp-certificate.ts';
import { clearExternalSamlIdentityProvider } from '../../../../src/domain/identity-center/sso/clear-external-saml-identity-provider.ts';
import { describeSamlConfiguration } from '../../../../src/domain/identity-center/sso/describe-saml-configuration.ts';
import { getExternalSamlIdentityProvider } from '../../../../src/domain/identity-center/sso/get-external-saml-identity-provider.ts';
import { listExternalSamlIdpCertificates } from '../../../../src/domain/identity-center/sso/list-external-saml-idp-certificates.ts';
import { listSamlConfigurationRevisions } from '../../../../src/domain/identity-center/sso/list-saml-configuration-revisions.ts';
import { proposeSamlConfiguration } from '../../../../src/domain/identity-center/sso/propose-saml-configuration.ts';
import { removeExternalSamlIdpCertificate } from '../../../../src/domain/identity-center/sso/remove-external-saml-idp-certificate.ts';
import { rollBackSamlConfiguration } from '../../../../src/domain/identity-center/sso/roll-back-saml-configuration.ts';
import { setExternalSamlIdentityProvider } from '../../../../src/domain/identity-center/sso/set-external-saml-identity-provider.ts';
import { impostor, testIdentityProvider } from '../../../support/identity-provider.ts';
import { createPerson, trustIdentityProvider } from '../../../support/northwind.ts';
import { foundSpace } from '../../../support/world.ts';
import { bare, makeCertificate, makeCertificates } from './certificates.ts';
import { everythingStored, type NorthwindSso, openNorthwind } from './northwind-sso.ts';

describe('the certificates of the identity provider', () => {
  let sso: NorthwindSso;
  beforeEach(async () => {
    sso = await openNorthwind();
    await trustIdentityProvider(sso.world, sso.administrator, sso.zoneId, await testIdentityProvider());
  });

  const add = (x509Certificate: string) =>
    sso.world.execute(addExternalSamlIdpCertificate, sso.administrator, {
      zoneId: sso.zoneId,
      x509Certificate,
    });
  const remove = (certificateId: string) =>
    sso.world.execute(removeExternalSamlIdpCertificate, sso.administrator, {
      zoneId: sso.zoneId,
      certificateId,
    });
  const list = () =>
    sso.world.execute(listExternalSamlIdpCertificates, sso.administrator, { zoneId: sso.zoneId });

  it('are added, listed with what people compare, and removed, each with its line in the audit trail', async () => {
    const pem = await makeCertificate({ until: '2027-02-03T04:05:06Z' });
    const { certificateId } = await add(bare(pem));

    expect(await list()).toMatchObject({
      totalCounts: 2,
      samlIdpCertificates: [
        { subject: 'CN=idp.example.com' },
        {
          certificateId,
          x509Certificate: pem.trim(),
          notBefore: '2026-01-01T00:00:00.000Z',
          notAfter: '2027-02-03T04:05:06.000Z',
        },
      ],
    });
    await remove(certificateId);
    expect((await list()).totalCounts).toBe(1);
    expect((await sso.world.auditTrail()).slice(-2)).toEqual([
      'organization:AddExternalSAMLIdPCertificate',
      'organization:RemoveExternalSAMLIdPCertificate',
    ]);
  });

  it('can be two while the identity provider changes its key, and a removed one counts no more', async () => {
    await createPerson(sso.world, sso.administrator, sso.zoneId, 'alice');
    const [old, next] = [await testIdentityProvider(), await impostor()];
    expect(await sso.logIn(next)).toBe('refused');

    await add(next.keyPair.certificate);
    expect([await sso.logIn(old), await sso.logIn(next)]).toEqual(['accepted', 'accepted']);

    const [first] = (await list()).samlIdpCertificates;
    await remove(first?.certificateId ?? '');
    expect([await sso.logIn(old), await sso.logIn(next)]).toEqual(['refused', 'accepted']);
  });

  it('are ten at most; the eleventh changes nothing', async () => {
    const [eleventh = '', ...more] = await makeCertificates(10);
    for (const pem of more) await add(pem);
    const before = await everythingStored(sso.world);

    await expect(add(eleventh)).rejects.toMatchObject({
      kind: 'limit-exceeded',
      code: 'X509CertificateLimitExceeded',
      details: { count: 11, limit: 10 },
    });
    expect(await everythingStored(sso.world)).toEqual(before);
    expect((await list()).totalCounts).toBe(10);
  });

  it('are each there once, however they are written, and none goes by an id that it does not have', async () => {
    const { keyPair } = await testIdentityProvider();
    const before = await everythingStored(sso.world);

    for (const written of [keyPair.certificate, bare(keyPair.certificate)]) {
      await expect(add(written)).rejects.toMatchObject({
        kind: 'conflict',
        code: 'X509CertificateAlreadyExist',
      });
    }
    await expect(remove('idp-c-9999')).rejects.toMatchObject({
      kind: 'not-found',
      code: 'X509CertificateNotFound',
    });
    expect(await everythingStored(sso.world)).toEqual(before);
  });

  it('keep the last one while single sign-on is on, and none when it is off', async () => {
    const [only] = (await list()).samlIdpCertificates;
    const certificateId = only?.certificateId ?? '';
    const before = await everythingStored(sso.world);

    await expect(remove(certificateId)).rejects.toMatchObject({
      kind: 'failed-precondition',
      code: 'X509CertificateMinimumRequired',
    });
    expect(await everythingStored(sso.world)).toEqual(before);

    await sso.set({ ssoStatus: 'Disabled' });
    await remove(certificateId);
    expect(await list()).toEqual({ samlIdpCertificates: [], totalCounts: 0 });
    await expect(sso.set({ ssoStatus: 'Enabled' })).rejects.toMatchObject({
      code: 'SAMLIdentityProviderNotFound',
    });
  });
});

describe('the single sign-on of another organization', () => {
  it('is not found, whatever is asked of it, and stays as it is', async () => {
    const sso = await openNorthwind();
    await trustIdentityProvider(sso.world, sso.administrator, sso.zoneId, await testIdentityProvider());
    await sso.propose({ allowsCbc: true });
    const { administrator: stranger } = await foundSpace(sso.world, {
      organizationName: 'Southwind',
      spaceName: 'southwind',
      email: 'root@southwind.example',
    });
    const before = await everythingStored(sso.world);
    const [{ certificateId = '' } = {}] = (await sso.describe()).configuration.certificates;
    const x509Certificate = await makeCertificate();

    for (const [action, input] of [
      [setExternalSamlIdentityProvider, { ssoStatus: 'Disabled' }],
      [setExternalSamlIdentityProvider, { x509Certificate }],
      [getExternalSamlIdentityProvider, {}],
      [clearExternalSamlIdentityProvider, {}],
      [addExternalSamlIdpCertificate, { x509Certificate }],
      [removeExternalSamlIdpCertificate, { certificateId }],
      [listExternalSamlIdpCertificates, {}],
      [proposeSamlConfiguration, { proposal: { isEnabled: false } }],
      [describeSamlConfiguration, {}],
      [listSamlConfigurationRevisions, {}],
      [rollBackSamlConfiguration, { revision: 1 }],
    ] as const) {
      await expect(
        sso.world.execute(action as never, stranger, { zoneId: sso.zoneId, ...input }),
        action.id,
      ).rejects.toMatchObject({ kind: 'not-found', code: 'ZoneIdNotExist' });
    }
    expect(await everythingStored(sso.world)).toEqual(before);
  });
});
