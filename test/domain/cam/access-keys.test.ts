import { beforeEach, describe, expect, it } from 'vitest';
import { createAccessKey } from '../../../src/domain/cam/access-keys/create-access-key.ts';
import { deleteAccessKey } from '../../../src/domain/cam/access-keys/delete-access-key.ts';
import { getSecurityLastUsed } from '../../../src/domain/cam/access-keys/get-security-last-used.ts';
import { listAccessKeys } from '../../../src/domain/cam/access-keys/list-access-keys.ts';
import { updateAccessKey } from '../../../src/domain/cam/access-keys/update-access-key.ts';
import { accessKeys, findKeySigner } from '../../../src/domain/cam/index.ts';
import { createVault } from '../../../src/platform/secrets.ts';
import type { World } from '../../support/world.ts';
import {
  actAs,
  actAsRole,
  addUser,
  createServiceRole,
  newAccountWorld,
  refusal,
  root,
  stranger,
  traces,
  uin,
} from './account.ts';

describe('access keys', () => {
  let world: World;
  let ann: number;
  beforeEach(async () => {
    world = await newAccountWorld();
    ann = await addUser(world, 'ann');
  });

  const create = async (input: object = { targetUin: ann }, as = root) =>
    (await world.execute(createAccessKey, as, input)).accessKey;
  const signer = (accessKeyId: string) =>
    world.db
      .transaction()
      .execute((db) =>
        findKeySigner({ db, vault: createVault(Buffer.alloc(32, 7)), now: world.clock.now() }, accessKeyId),
      );

  it('show their secret once; afterwards it is there only to check signatures with', async () => {
    const { accessKeyId, secretAccessKey } = await create();

    expect(await world.execute(listAccessKeys, root, { targetUin: ann })).toEqual({
      accessKeys: [
        {
          accessKeyId,
          status: 'Active',
          createTime: world.clock.now(),
          description: '',
          lastUsedTime: null,
        },
      ],
    });
    expect(JSON.stringify(await traces(world))).not.toContain(secretAccessKey);
    expect(await signer(accessKeyId)).toEqual({
      uin,
      identity: { type: 'cam-user', userName: 'ann', userUin: ann, accessKeyId },
      secretAccessKey,
      wasUsedLately: false,
    });
  });

  it('are two at most for each user', async () => {
    await create();
    await create();

    expect(await refusal(world, () => create())).toMatchObject({
      kind: 'limit-exceeded',
      code: 'AccessKeyOverLimit',
    });
    await create({}, root);
  });

  it('are two at most however many are asked for at once', async () => {
    const outcomes = await Promise.allSettled([create(), create(), create(), create()]);

    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
    expect((await traces(world)).rows.cam_access_keys).toHaveLength(2);
  });

  it('are one’s own where nobody is named, and no key of a role', async () => {
    const own = await create({}, await actAs(world, 'ann'));
    expect(await signer(own.accessKeyId)).toMatchObject({ identity: { userName: 'ann' } });
    expect(await signer((await create({}, root)).accessKeyId)).toMatchObject({ identity: { type: 'root' } });

    await createServiceRole(world, 'worker');
    const worker = await actAsRole(world, 'worker');
    expect(await refusal(world, () => create({}, worker))).toMatchObject({
      code: 'TargetUinMissing',
    });
  });

  it('of the root user are nobody else’s to make, switch off, see or delete', async () => {
    const { accessKeyId } = await create({}, root);
    const as = await actAs(world, 'ann');

    for (const attempt of [
      () => world.execute(createAccessKey, as, { targetUin: uin }),
      () => world.execute(updateAccessKey, as, { targetUin: uin, accessKeyId, status: 'Inactive' }),
      () => world.execute(deleteAccessKey, as, { targetUin: uin, accessKeyId }),
      () => world.execute(listAccessKeys, as, { targetUin: uin }),
    ]) {
      expect(await refusal(world, attempt)).toMatchObject({ kind: 'forbidden', code: 'SubUin' });
    }
  });

  it('sign nothing while they are off, and never again once they are deleted', async () => {
    const { accessKeyId } = await create();
    const set = (status: string) =>
      world.execute(updateAccessKey, root, { targetUin: ann, accessKeyId, status });

    await set('Inactive');
    expect(await signer(accessKeyId)).toBeUndefined();
    await set('Active');
    expect(await signer(accessKeyId)).toBeDefined();
    await world.execute(deleteAccessKey, root, { targetUin: ann, accessKeyId });
    expect(await signer(accessKeyId)).toBeUndefined();
    expect(await world.auditTrail()).toEqual([
      'cam:AddUser',
      'cam:CreateAccessKey',
      'cam:UpdateAccessKey',
      'cam:UpdateAccessKey',
      'cam:DeleteAccessKey',
    ]);
  });

  it('are found under their own user and account alone', async () => {
    const { accessKeyId } = await create();
    const bob = await addUser(world, 'bob');
    const status = 'Inactive';

    expect(
      await refusal(world, () =>
        world.execute(updateAccessKey, root, { targetUin: bob, accessKeyId, status }),
      ),
    ).toMatchObject({ code: 'SecretNotExist' });
    expect(
      await refusal(world, () => world.execute(deleteAccessKey, stranger, { accessKeyId })),
    ).toMatchObject({ code: 'SecretNotExist' });
    expect(await world.execute(getSecurityLastUsed, stranger, { secretIdList: [accessKeyId] })).toEqual({
      secretIdLastUsedRows: [],
    });
  });

  it('remember when they were last used', async () => {
    const { accessKeyId } = await create();
    const ask = () => world.execute(getSecurityLastUsed, root, { secretIdList: [accessKeyId] });
    expect(await ask()).toMatchObject({
      secretIdLastUsedRows: [{ lastUsedDate: '', lastSecretUsedDate: 0 }],
    });

    await world.db
      .transaction()
      .execute((db) => accessKeys.recordUse(db, uin, accessKeyId, world.clock.now()));
    expect(await ask()).toMatchObject({ secretIdLastUsedRows: [{ lastUsedDate: '2026-07-29' }] });
  });

  it('of a user who is gone are nobody’s, above all not the root user’s', async () => {
    const { accessKeyId } = await create();
    await world.db.deleteFrom('cam_users').execute();

    expect(await signer(accessKeyId)).toBeUndefined();
  });
});
