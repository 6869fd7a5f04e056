import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testIdentityProvider } from '../../../support/identity-provider.ts';
import { startMetadataServer } from './metadata-server.ts';
import { everythingStored, type NorthwindSso, openNorthwind } from './northwind-sso.ts';

describe('the address of metadata', () => {
  let server: Awaited<ReturnType<typeof startMetadataServer>>;
  let sso: NorthwindSso;
  beforeAll(async () => {
    server = await startMetadataServer();
    server.says((await testIdentityProvider()).metadata);
    sso = await openNorthwind();
  });
  afterAll(() => server.stop());

  async function expectRefusal(metadataUrl: string, code: string) {
    const before = await everythingStored(sso.world);

    await expect(sso.propose({ metadataUrl }), metadataUrl).rejects.toMatchObject({
      name: 'DomainError',
      kind: 'invalid-input',
      code,
      fields: { metadataUrl: expect.any(String) },
    });
    expect(await everythingStored(sso.world)).toEqual(before);
  }

  it('is none of our own network, unless the operator allows its host, and nothing there is asked', async () => {
    await expectRefusal(server.url, 'MetadataAddressPrivate');
    await expectRefusal(`http://127.0.0.1:${server.port}/`, 'MetadataAddressPrivate');
    await expectRefusal('https://169.254.169.254/latest/meta-data', 'MetadataAddressPrivate');
    await expectRefusal('https://10.0.0.1/', 'MetadataAddressPrivate');
    await expectRefusal(`https://localhost:${server.port}/`, 'MetadataAddressPrivate');
    sso.world.settings.metadataPrivateHosts = ['idp.internal'];
    await expectRefusal(server.url, 'MetadataAddressPrivate');

    expect(server.asked).toEqual([]);
  });

  it('is one where nobody reads along', async () => {
    for (const address of ['http://idp.example.com/', 'file:///etc/passwd', 'ftp://idp.example.com/', 'x']) {
      await expectRefusal(address, 'AddressNotSecure');
    }
    expect(server.asked).toEqual([]);
  });

  it('leads to a document, and what is found instead is not shown', async () => {
    sso.world.settings.metadataPrivateHosts = ['localhost'];
    server.fails(403);
    await expectRefusal(server.url, 'MetadataNotFound');
    server.fails(301, { location: 'http://localhost/other' });
    await expectRefusal(server.url, 'MetadataNotFound');
    server.says(`<md:secret xmlns:md="x">${'x'.repeat(500_001)}</md:secret>`);
    await expectRefusal(server.url, 'MetadataTooLarge');
    await expectRefusal('http://localhost:1/', 'MetadataUnreachable');
    server.says('<secret>of our network</secret>');

    const refusal = await sso.propose({ metadataUrl: server.url }).catch((error: Error) => error.message);
    expect(refusal).not.toContain('of our network');
  });
});
