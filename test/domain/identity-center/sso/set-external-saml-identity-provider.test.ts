import { beforeEach, describe, expect, it } from 'vitest';
import type { Principal } from '../../../../src/action/actor.ts';
import { getExternalSamlIdentityProvider } from '../../../../src/domain/identity-center/sso/get-external-saml-identity-provider.ts';
import { setExternalSamlIdentityProvider } from '../../../../src/domain/identity-center/sso/set-external-saml-identity-provider.ts';
import { impostor, testIdentityProvider } from '../../../support/identity-provider.ts';
import { trustIdentityProvider } from '../../../support/northwind.ts';
import { foundSpace, newWorld, type World } from '../../../support/world.ts';

describe('SetExternalSAMLIdentityProvider', () => {
  let world: World;
  let administrator: Principal;
  let zoneId: string;
  beforeEach(async () => {
    world = await newWorld();
    ({ administrator, zoneId } = await foundSpace(world));
  });

  const set = (input: object) =>
    world.execute(setExternalSamlIdentityProvider, administrator, { zoneId, ...input });
  const get = () => world.execute(getExternalSamlIdentityProvider, administrator, { zoneId });
  const encode = (document: string) => Buffer.from(document).toString('base64');

  it('replaces entity, address and certificates together', async () => {
    await trustIdentityProvider(world, administrator, zoneId, await testIdentityProvider());
    const before = await get();
    await trustIdentityProvider(world, administrator, zoneId, await impostor());
    const after = await get();

    expect(after.samlIdentityProviderConfiguration?.certificateIds).toHaveLength(1);
    expect(after.samlIdentityProviderConfiguration?.certificateIds).not.toEqual(
      before.samlIdentityProviderConfiguration?.certificateIds,
    );
    expect(after.samlIdentityProviderConfiguration).toMatchObject({
      ssoStatus: 'Enabled',
      loginUrl: 'https://idp.example.com/sso',
    });
  });

  it('changes only what is given', async () => {
    await trustIdentityProvider(world, administrator, zoneId, await testIdentityProvider());
    await set({ ssoStatus: 'Disabled' });
    expect((await get()).samlIdentityProviderConfiguration).toMatchObject({
      ssoStatus: 'Disabled',
      entityId: 'https://idp.example.com/metadata',
    });

    const other = await testIdentityProvider('https://other.example.com');
    await set({ encodedMetadataDocument: encode(other.metadata) });
    expect((await get()).samlIdentityProviderConfiguration).toMatchObject({
      ssoStatus: 'Disabled',
      entityId: 'https://other.example.com',
    });
  });

  it('leaves a working configuration as it is when the new document is bad', async () => {
    await trustIdentityProvider(world, administrator, zoneId, await testIdentityProvider());
    const before = await get();

    await expect(set({ encodedMetadataDocument: encode('<a/>') })).rejects.toMatchObject({
      kind: 'invalid-input',
      code: 'MetadataNotOneEntity',
    });
    expect(await get()).toEqual(before);
  });

  it('switches nothing on while there is no identity provider', async () => {
    await expect(set({ ssoStatus: 'Enabled' })).rejects.toMatchObject({
      code: 'SAMLIdentityProviderNotFound',
    });
    expect(await get()).toEqual({});
  });
});
