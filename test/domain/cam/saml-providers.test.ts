import { beforeEach, describe, expect, it } from 'vitest';
import { createSamlProvider } from '../../../src/domain/cam/saml-providers/create-saml-provider.ts';
import { deleteSamlProvider } from '../../../src/domain/cam/saml-providers/delete-saml-provider.ts';
import { getSamlProvider } from '../../../src/domain/cam/saml-providers/get-saml-provider.ts';
import { listSamlProviders } from '../../../src/domain/cam/saml-providers/list-saml-providers.ts';
import { updateSamlProvider } from '../../../src/domain/cam/saml-providers/update-saml-provider.ts';
import { createUserSamlConfig } from '../../../src/domain/cam/user-sso/create-user-saml-config.ts';
import { describeUserSamlConfig } from '../../../src/domain/cam/user-sso/describe-user-saml-config.ts';
import { disableUserSso } from '../../../src/domain/cam/user-sso/disable-user-sso.ts';
import { updateUserSamlConfig } from '../../../src/domain/cam/user-sso/update-user-saml-config.ts';
import { testIdentityProvider } from '../../support/identity-provider.ts';
import type { World } from '../../support/world.ts';
import { deploy, newAccountWorld, refusal, root, stranger, uin } from './account.ts';

const idp = await testIdentityProvider();
const other = await testIdentityProvider('https://other.example.com/metadata');
const base64 = (text: string) => Buffer.from(text).toString('base64');

describe('identity providers of an account', () => {
  let world: World;
  beforeEach(async () => {
    world = await newAccountWorld();
  });

  const create = (name: string, metadata = idp.metadata) =>
    world.execute(createSamlProvider, root, { name, samlMetadataDocument: base64(metadata) });
  const show = (name: string) => world.execute(getSamlProvider, root, { name });

  it('are what their metadata says', async () => {
    expect(await create('Corporate')).toEqual({
      providerArn: `qcs::cam::uin/${uin}:saml-provider/Corporate`,
    });

    expect(await show('Corporate')).toMatchObject({
      entityId: idp.entityId,
      samlMetadata: idp.metadata,
      certificates: [expect.stringContaining('BEGIN CERTIFICATE')],
      spaceId: null,
    });
    expect(await world.execute(listSamlProviders, root, {})).toMatchObject({ totalCount: 1 });
    expect(await world.execute(listSamlProviders, stranger, {})).toMatchObject({ totalCount: 0 });
  });

  it.each([
    ['no base64', '%%%', 'DecodeMetadataDocumentFailed'],
    ['no XML', base64('hello'), 'MetadataNotXml'],
    ['metadata of nobody', base64('<a/>'), 'MetadataNotOneEntity'],
    [
      'an end that is past',
      base64(idp.metadata.replace('entityID', 'validUntil="2026-01-01T00:00:00Z" entityID')),
      'MetadataExpired',
    ],
    ['more than 40 KB', base64(`${idp.metadata}${' '.repeat(40 * 1024)}`), 'MetadataTooLarge'],
  ])('are not made of %s', async (_what, samlMetadataDocument, code) => {
    const attempts = [
      () => world.execute(createSamlProvider, root, { name: 'P', samlMetadataDocument }),
      () => world.execute(createUserSamlConfig, root, { samlMetadataDocument }),
    ];
    for (const attempt of attempts) {
      expect(await refusal(world, attempt)).toMatchObject({
        code,
        fields: { samlMetadataDocument: expect.any(String) },
      });
    }
  });

  it('have a name each, which no deployment uses', async () => {
    await create('Corporate');

    expect(await refusal(world, () => create('Corporate'))).toMatchObject({ code: 'IdentityNameInUse' });
    expect(await refusal(world, () => create('TencentReservedSSO-z-1'))).toMatchObject({ code: 'NameError' });
    expect(await refusal(world, () => create('a/b'))).toMatchObject({ kind: 'invalid-input' });
  });

  it('are twenty at most', async () => {
    for (let place = 0; place < 20; place += 1) await create(`p${place}`);

    expect(await refusal(world, () => create('one-more'))).toMatchObject({
      kind: 'limit-exceeded',
      code: 'IdentityFull',
    });
  });

  it('keep what is not changed', async () => {
    await create('Corporate');
    const name = 'Corporate';
    await world.execute(updateSamlProvider, root, { name, description: 'Main' });
    expect(await show(name)).toMatchObject({ description: 'Main', entityId: idp.entityId });

    await world.execute(updateSamlProvider, root, { name, samlMetadataDocument: base64(other.metadata) });
    expect(await show(name)).toMatchObject({ description: 'Main', entityId: other.entityId });
    await world.execute(deleteSamlProvider, root, { name });
    expect(await refusal(world, () => show(name))).toMatchObject({ code: 'IdentityNotExist' });
  });

  it('that Identity Center deployed are seen, and changed there alone', async () => {
    const name = 'TencentReservedSSO-z-space';
    const provider = { name, description: 'Identity Center', samlMetadataDocument: idp.metadata };
    await deploy(world, (cloud) => cloud.createSamlProvider(provider));

    expect(await show(name)).toMatchObject({ spaceId: 'z-space' });
    for (const attempt of [
      () => world.execute(updateSamlProvider, root, { name, description: 'mine' }),
      () => world.execute(deleteSamlProvider, root, { name }),
    ]) {
      expect(await refusal(world, attempt)).toMatchObject({
        code: 'CICIdentityForbidden',
        message: expect.stringContaining('z-space'),
      });
    }
  });

  it('let CAM users in where user SSO is on, one at a time', async () => {
    const describeSso = () => world.execute(describeUserSamlConfig, root, {});
    expect(await describeSso()).toMatchObject({ status: 0 });
    expect(await refusal(world, () => world.execute(disableUserSso, root, {}))).toMatchObject({
      code: 'UserSsoNotExist',
    });

    await world.execute(createUserSamlConfig, root, { samlMetadataDocument: base64(idp.metadata) });
    expect(await describeSso()).toMatchObject({ status: 1, entityId: idp.entityId });
    expect(
      await refusal(world, () =>
        world.execute(createUserSamlConfig, root, { samlMetadataDocument: base64(idp.metadata) }),
      ),
    ).toMatchObject({ code: 'UserSsoExists' });
    const changed = { operate: 'updateSAML', samlMetadataDocument: base64(other.metadata) };
    await world.execute(updateUserSamlConfig, root, changed);
    expect(await describeSso()).toMatchObject({ entityId: other.entityId });
    await world.execute(updateUserSamlConfig, root, { operate: 'disable' });
    expect(await describeSso()).toMatchObject({ status: 0 });
  });

  it('for user SSO that Identity Center set up are changed there alone', async () => {
    await deploy(world, (cloud) => cloud.putUserSamlConfig(idp.metadata));

    expect(await world.execute(describeUserSamlConfig, root, {})).toMatchObject({ spaceId: 'z-space' });
    for (const attempt of [
      () => world.execute(disableUserSso, root, {}),
      () => world.execute(updateUserSamlConfig, root, { operate: 'disable' }),
    ]) {
      expect(await refusal(world, attempt)).toMatchObject({ code: 'UserSsoLocked' });
    }
  });
});
