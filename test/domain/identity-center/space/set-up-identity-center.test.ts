import { beforeEach, describe, expect, it } from 'vitest';
import { createSetUpLink } from '../../../../src/domain/identity-center/space/create-set-up-link.ts';
import { openIdentityCenter } from '../../../../src/domain/identity-center/space/open-identity-center.ts';
import { setUpIdentityCenter } from '../../../../src/domain/identity-center/space/set-up-identity-center.ts';
import { signIn } from '../../../../src/domain/sts/sign-ins/sign-in.ts';
import { foundSpace, newWorld, rootPassword, type World } from '../../../support/world.ts';

const visitor = { kind: 'visitor' } as const;
const system = { kind: 'system' } as const;

describe('SetUpIdentityCenter', () => {
  let world: World;
  beforeEach(async () => {
    world = await newWorld();
  });

  const link = async () => {
    const { setUpUrl } = await world.execute(createSetUpLink, system, {});
    return setUpUrl && (new URL(setUpUrl).searchParams.get('token') ?? '');
  };
  const setUp = (token: string | undefined, changes: object = {}) =>
    world.execute(setUpIdentityCenter, visitor, {
      token,
      organizationName: 'Northwind',
      accountName: 'HQ',
      spaceName: 'northwind',
      email: 'root@northwind.example',
      password: rootPassword,
      ...changes,
    });

  it('works once by the link, and the root user may sign in', async () => {
    const token = await link();
    const { adminUin } = await setUp(token);

    await expect(setUp(token, { spaceName: 'second', email: 'second@example.com' })).rejects.toMatchObject({
      code: 'SetUpLinkInvalid',
    });
    expect(await link()).toBeUndefined();
    expect(
      await world.execute(signIn, visitor, {
        subject: { email: 'ROOT@northwind.example' },
        password: rootPassword,
      }),
    ).toMatchObject({ outcome: 'signed-in', principal: { uin: adminUin, identity: { type: 'root' } } });
  });

  it('refuses whoever has no link, an old link or a guessed one', async () => {
    const old = await link();
    await link();

    for (const token of [undefined, '', 'guess', old]) {
      await expect(setUp(token)).rejects.toMatchObject({ kind: 'forbidden', code: 'SetUpLinkInvalid' });
    }
    expect(await world.db.selectFrom('organizations').selectAll().execute()).toEqual([]);
  });

  it('keeps the link when something in the form was wrong', async () => {
    const token = await link();

    await expect(setUp(token, { spaceName: 'Not A Name' })).rejects.toMatchObject({
      fields: { spaceName: expect.any(String) },
    });
    await expect(setUp(token, { password: 'short' })).rejects.toMatchObject({
      fields: { password: expect.any(String) },
    });
    await expect(setUp(token)).resolves.toBeDefined();
  });

  it('keeps neither password nor private key readable', async () => {
    await setUp(await link());

    const keys = await world.db.selectFrom('signing_keys').selectAll().execute();
    expect(keys.map((key) => key.purpose).sort()).toEqual(['identity-provider', 'service-provider']);
    expect(JSON.stringify(keys)).not.toContain('PRIVATE KEY');
    expect(JSON.stringify(await world.db.selectFrom('root_users').selectAll().execute())).not.toContain(
      rootPassword,
    );
  });

  it('opens one space for an organization, and never a name that is taken', async () => {
    const world = await newWorld();
    const { administrator } = await foundSpace(world);

    await expect(
      world.execute(openIdentityCenter, administrator, { zoneName: 'another' }),
    ).rejects.toMatchObject({ code: 'IdentityCenterAlreadyOpen' });
    await expect(
      foundSpace(world, { organizationName: 'Other', email: 'root@other.example' }),
    ).rejects.toMatchObject({
      code: 'IdentityCenterZoneNameAlreadyExist',
    });
    expect(await world.db.selectFrom('organizations').selectAll().execute()).toHaveLength(1);
  });
});
