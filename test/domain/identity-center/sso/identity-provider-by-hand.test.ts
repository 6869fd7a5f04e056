import { beforeEach, describe, expect, it } from 'vitest';
import { clearExternalSamlIdentityProvider } from '../../../../src/domain/identity-center/sso/clear-external-saml-identity-provider.ts';
import { getExternalSamlIdentityProvider } from '../../../../src/domain/identity-center/sso/get-external-saml-identity-provider.ts';
import { emptyConfiguration } from '../../../../src/domain/identity-center/sso/sso-configuration.ts';
import { makeCertificate, makeCertificates } from './certificates.ts';
import { encode, writeLogoutService, writeMetadata } from './metadata.ts';
import { everythingStored, type NorthwindSso, openNorthwind } from './northwind-sso.ts';

const entityId = 'https://idp.example.com/metadata';
const loginUrl = 'https://idp.example.com/sso';

describe('an identity provider set by hand', () => {
  let sso: NorthwindSso;
  beforeEach(async () => {
    sso = await openNorthwind();
  });

  const clear = () =>
    sso.world.execute(clearExternalSamlIdentityProvider, sso.administrator, { zoneId: sso.zoneId });
  const get = async () =>
    (await sso.world.execute(getExternalSamlIdentityProvider, sso.administrator, { zoneId: sso.zoneId }))
      .samlIdentityProviderConfiguration;
  const configuration = async () => (await sso.describe()).configuration;

  it('is not switched on without its entity ID, its login address or a certificate', async () => {
    const complete = { entityId, loginUrl, x509Certificate: await makeCertificate() };
    const before = await everythingStored(sso.world);

    for (const missing of Object.keys(complete)) {
      const change = sso.set({ ...complete, [missing]: undefined, ssoStatus: 'Enabled' });
      await expect(change, missing).rejects.toMatchObject({
        kind: 'failed-precondition',
        code: 'SAMLIdentityProviderNotFound',
      });
    }
    expect(await everythingStored(sso.world)).toEqual(before);
    await expect(sso.start()).rejects.toMatchObject({ code: 'SAMLIdentityProviderNotFound' });
  });

  it('may come in pieces, and logins begin once it is whole and switched on', async () => {
    await sso.set({ entityId });
    await sso.set({ loginUrl });
    await sso.set({ x509Certificate: await makeCertificate() });
    await expect(sso.start()).rejects.toMatchObject({ code: 'SAMLIdentityProviderNotFound' });
    await sso.set({ ssoStatus: 'Enabled' });

    expect((await sso.start()).redirectUrl).toMatch(`${loginUrl}?SAMLRequest=`);
    expect(await get()).toMatchObject({ entityId, loginUrl, ssoStatus: 'Enabled' });
    expect((await sso.history()).map(({ revision }) => revision)).toEqual([4, 3, 2, 1]);
  });

  it('can be set in one call together with the switch', async () => {
    const { certificateIds } = await sso.set({
      entityId,
      loginUrl,
      x509Certificate: await makeCertificate(),
      ssoStatus: 'Enabled',
    });

    expect(certificateIds).toEqual([expect.stringMatching(/^idp-c-/)]);
    const times = { createTime: sso.world.clock.now(), updateTime: sso.world.clock.now() };
    expect(await get()).toEqual({ entityId, loginUrl, ssoStatus: 'Enabled', certificateIds, ...times });
  });

  it('takes an empty text for not given, and makes no revision of what changes nothing', async () => {
    await sso.set({ entityId, loginUrl, x509Certificate: await makeCertificate(), ssoStatus: 'Enabled' });
    const before = await configuration();

    await sso.set({ encodedMetadataDocument: '', entityId: '', loginUrl: '', x509Certificate: '' });
    await sso.set({ entityId, loginUrl });
    expect(await configuration()).toEqual(before);
    expect(await sso.history()).toHaveLength(1);
  });

  it('takes an empty SSO status for not given', async () => {
    await sso.set({ entityId, loginUrl, x509Certificate: await makeCertificate(), ssoStatus: 'Enabled' });

    await sso.set({ ssoStatus: '' });
    expect(await get()).toMatchObject({ ssoStatus: 'Enabled' });
  });

  it('trusts the one certificate that was given last, and none before it', async () => {
    const [first = '', second = '', third = ''] = await makeCertificates(3);
    await sso.set({ encodedMetadataDocument: encode(writeMetadata({ certificates: [first, second] })) });
    expect((await configuration()).certificates).toHaveLength(2);

    await sso.set({ x509Certificate: third });
    expect((await configuration()).certificates.map(({ pem }) => pem)).toEqual([third.trim()]);
  });

  it('keeps the id of a certificate that is given again, and answers with it', async () => {
    const x509Certificate = await makeCertificate();
    const { certificateIds } = await sso.set({ entityId, loginUrl, x509Certificate });

    expect((await sso.set({ x509Certificate })).certificateIds).toEqual(certificateIds);
    expect((await get())?.certificateIds).toEqual(certificateIds);
  });

  it('forgets where answers to a logout went once its logout address is another, or none', async () => {
    const services = writeLogoutService('https://idp.example.com/slo', 'https://idp.example.com/done');
    const certificates = [await makeCertificate()];
    await sso.set({ encodedMetadataDocument: encode(writeMetadata({ certificates, services })) });
    expect(await configuration()).toMatchObject({ logoutResponseUrl: 'https://idp.example.com/done' });

    for (const logoutUrl of ['https://other.example.com/slo', '']) {
      await sso.propose({ logoutUrl });
      expect((await sso.describe()).candidate?.configuration).toMatchObject({
        logoutUrl,
        logoutResponseUrl: '',
      });
    }
  });

  it('may be set by several at the same moment, also for the first time: each counts, one after the other', async () => {
    const addresses = [1, 2, 3, 4, 5].map((number) => `${loginUrl}/${number}`);
    await Promise.all([sso.set({ entityId }), ...addresses.map((address) => sso.set({ loginUrl: address }))]);

    expect((await configuration()).entityId).toBe(entityId);
    expect(addresses).toContain((await configuration()).loginUrl);
    expect((await sso.history()).map(({ revision }) => revision)).toEqual([6, 5, 4, 3, 2, 1]);
  });

  it('is not cleared while single sign-on is on', async () => {
    await sso.set({ entityId, loginUrl, x509Certificate: await makeCertificate(), ssoStatus: 'Enabled' });
    const before = await everythingStored(sso.world);

    await expect(clear()).rejects.toMatchObject({
      kind: 'failed-precondition',
      code: 'SSoStatusEnableNotClearIdentityProvider',
    });
    expect(await everythingStored(sso.world)).toEqual(before);
    expect((await sso.start()).redirectUrl).toContain(loginUrl);
  });

  it('is gone with all its choices once it is switched off and cleared, and stays in the history', async () => {
    await sso.set({ entityId, loginUrl, x509Certificate: await makeCertificate(), ssoStatus: 'Enabled' });
    await sso.propose({
      allowsIdpInitiated: true,
      allowsCbc: true,
      logoutUrl: 'https://idp.example.com/slo',
    });
    await sso.apply();
    await sso.set({ ssoStatus: 'Disabled' });
    await clear();

    expect(await get()).toBeUndefined();
    expect(await configuration()).toEqual(emptyConfiguration);
    expect((await sso.history())[0]?.changes).toContainEqual({ field: 'entityId', from: entityId, to: '' });
    expect(await sso.history()).toHaveLength(4);
  });
});
