import { beforeEach, describe, expect, it } from 'vitest';
import { createAccessKey } from '../../../src/domain/cam/access-keys/create-access-key.ts';
import { createVirtualMfaDevice } from '../../../src/domain/cam/mfa/create-virtual-mfa-device.ts';
import { addCamUser } from '../../../src/domain/cam/users/add-user.ts';
import { deleteCamUser } from '../../../src/domain/cam/users/delete-user.ts';
import { getCamUser } from '../../../src/domain/cam/users/get-user.ts';
import { listCamUsers } from '../../../src/domain/cam/users/list-users.ts';
import { updateCamUser } from '../../../src/domain/cam/users/update-user.ts';
import type { World } from '../../support/world.ts';
import {
  actAs,
  addUser,
  attachToUser,
  deploy,
  newAccountWorld,
  refusal,
  root,
  stranger,
  traces,
  uin,
} from './account.ts';

describe('CAM users', () => {
  let world: World;
  beforeEach(async () => {
    world = await newAccountWorld();
  });
  const show = (name: string) => world.execute(getCamUser, root, { name });

  it('are created without any way to sign in, unless asked for', async () => {
    expect(await world.execute(addCamUser, root, { name: 'ann' })).toEqual({
      uin: 200_000_000_001,
      uid: 200_000_000_001,
      name: 'ann',
    });

    expect(await show('ann')).toMatchObject({
      consoleLogin: 0,
      hasPassword: 0,
      hasMfaDevice: 0,
      spaceId: null,
    });
    expect(await world.auditTrail()).toEqual(['cam:AddUser']);
  });

  it('get a password of their own when none is given, which is shown once and stored nowhere', async () => {
    const { password = '' } = await world.execute(addCamUser, root, { name: 'ann', consoleLogin: 1 });

    expect(password).toMatch(/^\S{16}$/);
    expect(await show('ann')).toMatchObject({ consoleLogin: 1, hasPassword: 1 });
    expect(JSON.stringify(await traces(world))).not.toContain(password);
  });

  it('never take a hash from outside: whoever could choose it would need no password', async () => {
    const password = { text: 'Harbour-Lights-7', hash: 'scrypt$1$1$1$c2FsdA==$aGFzaA==' };
    await world.execute(addCamUser, root, { name: 'bob' });

    const refused = { kind: 'invalid-input', code: 'InvalidParameterValue' };
    const wanted = { name: 'ann', consoleLogin: 1, password };
    expect(await refusal(world, () => world.execute(addCamUser, root, wanted))).toMatchObject(refused);
    const changed = { name: 'bob', password };
    expect(await refusal(world, () => world.execute(updateCamUser, root, changed))).toMatchObject(refused);
  });

  it('keep the password that is chosen for them out of the answer and out of the audit trail', async () => {
    const chosen = 'Harbour-Lights-7';
    const created = await world.execute(addCamUser, root, {
      name: 'ann',
      consoleLogin: 1,
      password: chosen,
      needResetPassword: 1,
    });

    expect(created).not.toHaveProperty('password');
    expect(await show('ann')).toMatchObject({ needResetPassword: 1 });
    const events = await world.db.selectFrom('audit_events').selectAll().execute();
    expect(JSON.stringify(events)).not.toContain(chosen);
  });

  it('get an access key where asked for', async () => {
    expect(await world.execute(addCamUser, root, { name: 'robot', useApi: 1 })).toMatchObject({
      secretId: expect.stringMatching(/^AKID\w{32}$/),
      secretKey: expect.stringMatching(/^\w{32}$/),
    });
  });

  it.each([
    ['short', 'Use at least 8 characters.', 'Ab1-xyz'],
    [
      'of two kinds',
      'Use three of these: small letters, capital letters, digits, other characters.',
      'harbourlights7',
    ],
    ['the user’s name', 'Do not use the user name in it.', 'xx-ANN-2026'],
    ['endless', 'Use at most 128 characters.', `Aa1${'x'.repeat(126)}`],
  ])('do not get a password that is %s', async (_what, sentence, password) => {
    expect(
      await refusal(world, () => world.execute(addCamUser, root, { name: 'ann', consoleLogin: 1, password })),
    ).toMatchObject({ code: 'PasswordViolatedRules', fields: { password: sentence } });
  });

  it.each(['', 'two words', '张伟', 'x'.repeat(65), 'a/b'])('are not named %j', async (name) => {
    expect(await refusal(world, () => world.execute(addCamUser, root, { name }))).toMatchObject({
      kind: 'invalid-input',
    });
  });

  it('have a name that the account has once; another account may have it too', async () => {
    await addUser(world, 'ann');

    expect(await refusal(world, () => addUser(world, 'ann'))).toMatchObject({
      kind: 'conflict',
      code: 'SubUserNameInUse',
    });
    await world.execute(addCamUser, stranger, { name: 'ann' });
    expect((await world.execute(listCamUsers, root, {})).totalNum).toBe(1);
  });

  it('are a thousand at most', async () => {
    const rows = Array.from({ length: 999 }, (_, place) => ({
      user_uin: 300_000_000_000 + place,
      uin,
      user_name: `u${place}`,
      remark: '',
      console_login: false,
      space_id: null,
      created_at: world.clock.now(),
    }));
    await world.db.insertInto('cam_users').values(rows).execute();
    await addUser(world, 'the-thousandth');

    expect(await refusal(world, () => addUser(world, 'one-more'))).toMatchObject({
      kind: 'limit-exceeded',
      code: 'SubUserFull',
      details: { limit: 1000 },
    });
  });

  it('are found by name, remark, e-mail or uin, page by page', async () => {
    await addUser(world, 'ann', { remark: 'night shift' });
    const bob = await addUser(world, 'bob', { email: 'bob@example.com' });
    await addUser(world, 'carol');
    const names = async (keyword: string, asked: object = {}) =>
      (await world.execute(listCamUsers, root, { keyword, ...asked })).data.map(({ name }) => name);

    expect(await names('')).toEqual(['ann', 'bob', 'carol']);
    expect(await names('', { page: 2, rp: 2 })).toEqual(['carol']);
    expect(await names('shift')).toEqual(['ann']);
    expect(await names('example.com')).toEqual(['bob']);
    expect(await names(String(bob))).toEqual(['bob']);
    expect(await names('%')).toEqual([]);
  });

  it('keep what is not changed', async () => {
    await addUser(world, 'ann', { remark: 'night shift', email: 'ann@example.com' });
    await world.execute(updateCamUser, root, { name: 'ann', phoneNum: '5550100', consoleLogin: 1 });

    expect(await show('ann')).toMatchObject({
      remark: 'night shift',
      email: 'ann@example.com',
      phoneNum: '5550100',
      consoleLogin: 1,
    });
  });

  it('belong to their account: to another they do not exist', async () => {
    const ann = await addUser(world, 'ann');
    const as = stranger;

    for (const attempt of [
      () => world.execute(getCamUser, as, { name: 'ann' }),
      () => world.execute(updateCamUser, as, { name: 'ann', remark: 'mine' }),
      () => world.execute(deleteCamUser, as, { name: 'ann' }),
      () => world.execute(createAccessKey, as, { targetUin: ann }),
    ]) {
      expect(await refusal(world, attempt)).toMatchObject({ kind: 'not-found', code: 'UserNotExist' });
    }
  });

  it('are deleted with all that was theirs, and nothing that was not', async () => {
    const ann = await addUser(world, 'ann', { useApi: 1 });
    const bob = await addUser(world, 'bob', { useApi: 1 });
    await world.execute(createVirtualMfaDevice, await actAs(world, 'ann', null), {});
    await attachToUser(world, ann, 1);
    await attachToUser(world, bob, 1);

    expect(await refusal(world, () => world.execute(deleteCamUser, root, { name: 'ann' }))).toMatchObject({
      kind: 'failed-precondition',
      code: 'HaveKeys',
    });
    await world.execute(deleteCamUser, root, { name: 'ann', force: 1 });

    const { rows } = await traces(world);
    expect(rows.cam_users).toMatchObject([{ user_name: 'bob' }]);
    expect(rows.cam_access_keys).toMatchObject([{ user_uin: bob }]);
    expect(rows.cam_policy_attachments).toMatchObject([{ principal_id: String(bob) }]);
    expect(rows.cam_mfa_devices).toEqual([]);
  });

  it('that Identity Center synchronized are seen, and changed there alone', async () => {
    await deploy(world, (cloud) => cloud.addUser({ userName: 'ann@northwind', remark: 'Ann' }));
    const name = 'ann@northwind';

    expect(await show(name)).toMatchObject({ spaceId: 'z-space', consoleLogin: 1 });
    for (const attempt of [
      () => world.execute(updateCamUser, root, { name, remark: 'other' }),
      () => world.execute(updateCamUser, root, { name, password: 'Harbour-Lights-7' }),
      () => world.execute(deleteCamUser, root, { name, force: 1 }),
    ]) {
      expect(await refusal(world, attempt)).toMatchObject({
        kind: 'failed-precondition',
        code: 'Unmodifiable',
        details: { spaceId: 'z-space' },
        message: expect.stringContaining('z-space'),
      });
    }
    // What such a user may do is the account's own business.
    await attachToUser(world, (await show(name)).uin, 1);
  });
});
