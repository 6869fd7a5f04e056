import { TOTP } from 'otpauth';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Principal } from '../../../src/action/actor.ts';
import type { ActionContext } from '../../../src/action/define-action.ts';
import { changePassword } from '../../../src/domain/cam/console-passwords/change-password.ts';
import { attemptsPerNetwork, windowSeconds } from '../../../src/domain/cam/guesses/guessing.ts';
import { checkConsolePassword, checkMfaCode } from '../../../src/domain/cam/index.ts';
import { createVirtualMfaDevice } from '../../../src/domain/cam/mfa/create-virtual-mfa-device.ts';
import { deleteVirtualMfaDevice } from '../../../src/domain/cam/mfa/delete-virtual-mfa-device.ts';
import { disableVirtualMfaDevice } from '../../../src/domain/cam/mfa/disable-virtual-mfa-device.ts';
import { enableVirtualMfaDevice } from '../../../src/domain/cam/mfa/enable-virtual-mfa-device.ts';
import { getCamUser } from '../../../src/domain/cam/users/get-user.ts';
import { updateCamUser } from '../../../src/domain/cam/users/update-user.ts';
import { createVault } from '../../../src/platform/secrets.ts';
import { testIdentityProvider } from '../../support/identity-provider.ts';
import type { World } from '../../support/world.ts';
import {
  actAs,
  actAsRole,
  addUser,
  createServiceRole,
  deploy,
  newAccountWorld,
  refusal,
  root,
  stranger,
  traces,
  uin,
} from './account.ts';

const password = 'Harbour-Lights-7';

describe('sign-in to the console as a CAM user', () => {
  let world: World;
  let ann: number;
  let asAnn: Principal;
  beforeEach(async () => {
    world = await newAccountWorld();
    ann = await addUser(world, 'ann', { consoleLogin: 1, password });
    asAnn = await actAs(world, 'ann');
  });

  const within = <Result>(work: (context: Context) => Promise<Result>) =>
    world.db.transaction().execute((db) =>
      work({
        db,
        now: world.clock.now(),
        vault: createVault(Buffer.alloc(32, 7)),
        settings: world.settings,
      }),
    );
  type Context = Pick<ActionContext, 'db' | 'now' | 'vault' | 'settings'>;
  const signIn = (attempt: object = {}, account = uin) =>
    within((context) => checkConsolePassword(context, account, { userName: 'ann', password, ...attempt }));
  const codeOf = (secret: string, seconds = 0) =>
    new TOTP({ secret }).generate({ timestamp: world.clock.now().getTime() + seconds * 1000 });

  async function enrol(as = asAnn) {
    const { secret } = await world.execute(createVirtualMfaDevice, as, {});
    await world.execute(enableVirtualMfaDevice, as, { code: codeOf(secret) });
    world.clock.advance(30);
    return secret;
  }

  it('takes the name and the password', async () => {
    expect(await signIn()).toEqual({
      outcome: 'accepted',
      userUin: ann,
      passwordVersion: 1,
      userName: 'ann',
      mustChangePassword: false,
    });
  });

  it('does not tell a wrong password from a wrong name or a user without password', async () => {
    await addUser(world, 'robot');
    const refused = { outcome: 'refused', reason: 'password' };

    expect(await signIn({ password: 'Harbour-Lights-8' })).toEqual(refused);
    expect(await signIn({ userName: 'nobody' })).toEqual(refused);
    expect(await signIn({ userName: 'robot', password: '' })).toEqual(refused);
    expect(await signIn({ userName: 'ANN' })).toEqual(refused);
    expect(await signIn({}, uin + 1)).toEqual(refused);
  });

  it('ends where console access is taken away, or user SSO is switched on', async () => {
    await world.execute(updateCamUser, root, { name: 'ann', consoleLogin: 0 });
    expect(await signIn()).toEqual({ outcome: 'refused', reason: 'no-console-login' });

    await world.execute(updateCamUser, root, { name: 'ann', consoleLogin: 1 });
    const { metadata } = await testIdentityProvider();
    await deploy(world, (cloud) => cloud.putUserSamlConfig(metadata));
    expect(await signIn()).toEqual({ outcome: 'refused', reason: 'user-sso' });
  });

  it('says that a password must be changed, until it is', async () => {
    await world.execute(updateCamUser, root, {
      name: 'ann',
      password: 'First-Password-1',
      needResetPassword: 1,
    });
    expect(await signIn({ password: 'First-Password-1' })).toMatchObject({ mustChangePassword: true });

    await world.execute(changePassword, asAnn, { oldPassword: 'First-Password-1', password });
    expect(await signIn()).toMatchObject({ outcome: 'accepted', mustChangePassword: false });
    expect(await signIn({ password: 'First-Password-1' })).toMatchObject({ outcome: 'refused' });
  });

  it('changes a password only for who knows the present one, to another one that keeps the rules', async () => {
    const change = (oldPassword: string, chosen: string, as = asAnn) =>
      refusal(world, () => world.execute(changePassword, as, { oldPassword, password: chosen }));

    expect(await change('wrong', 'Other-Lights-7')).toMatchObject({ code: 'OldPasswordWrong' });
    expect(await change(password, 'short')).toMatchObject({ code: 'PasswordViolatedRules' });
    expect(await change(password, password)).toMatchObject({ code: 'PasswordReused' });
    expect(await change(password, 'Other-Lights-7', root)).toMatchObject({ code: 'NoConsolePassword' });
    await createServiceRole(world, 'worker');
    expect(await change(password, 'Other-Lights-7', await actAsRole(world, 'worker'))).toMatchObject({
      code: 'NoConsolePassword',
    });
  });

  it('does not let the password be guessed where it is changed; a new one that is refused is no guess', async () => {
    const change = (oldPassword: string, chosen = 'Another-Harbour-8') =>
      world.execute(changePassword, asAnn, { oldPassword, password: chosen });
    for (let attempt = 0; attempt <= attemptsPerNetwork; attempt += 1) {
      expect(await refusal(world, () => change(password, 'short'))).toMatchObject({
        code: 'PasswordViolatedRules',
      });
    }
    for (let guess = 1; guess <= attemptsPerNetwork; guess += 1) {
      expect(await refusal(world, () => change(`Guess-${guess}`))).toMatchObject({
        code: 'OldPasswordWrong',
      });
    }

    expect(await refusal(world, () => change(password))).toMatchObject({ code: 'OverLimit' });
    expect(await signIn()).toMatchObject({ outcome: 'accepted' });

    world.clock.advance(windowSeconds + 1);
    await change(password);
    expect(await signIn()).toMatchObject({ outcome: 'refused' });
  });

  describe('with an MFA device', () => {
    it('shows its secret once, as text, address and picture', async () => {
      const { secret, uri, image } = await world.execute(createVirtualMfaDevice, asAnn, {});

      expect(secret).toMatch(/^[A-Z2-7]{32}$/);
      expect(uri).toContain(`otpauth://totp/Identity%20Center:ann%20(${uin})`);
      expect(uri).toContain(`secret=${secret}`);
      expect(Buffer.from(image.split(',')[1] ?? '', 'base64').toString()).toMatch(/^<svg /);
      expect(JSON.stringify(await traces(world))).not.toContain(secret);
    });

    it('asks for a code from the moment that one was confirmed, not before', async () => {
      await world.execute(createVirtualMfaDevice, asAnn, {});
      expect(await signIn()).toMatchObject({ outcome: 'accepted' });

      await enrol();
      expect(await signIn()).toEqual({
        outcome: 'code-required',
        passwordVersion: 1,
        userUin: ann,
        userName: 'ann',
      });
      expect(await world.execute(getCamUser, root, { name: 'ann' })).toMatchObject({ hasMfaDevice: 1 });
    });

    it('lets a code in once, and no earlier one after it', async () => {
      const secret = await enrol();
      const early = codeOf(secret);
      world.clock.advance(30);
      const code = codeOf(secret);

      expect(await signIn({ totpCode: code })).toMatchObject({ outcome: 'accepted' });
      expect(await signIn({ totpCode: code })).toEqual({ outcome: 'refused', reason: 'code' });
      expect(await signIn({ totpCode: early })).toEqual({ outcome: 'refused', reason: 'code' });
    });

    it('lets one of two sign-ins in that bring the same code at the same moment', async () => {
      const totpCode = codeOf(await enrol());

      const outcomes = await Promise.all([signIn({ totpCode }), signIn({ totpCode })]);
      expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(['accepted', 'refused']);
    });

    it('takes the code of the step before and after, and none that is older', async () => {
      const secret = await enrol();
      const code = codeOf(secret);
      world.clock.advance(30);
      expect(await signIn({ totpCode: code })).toMatchObject({ outcome: 'accepted' });

      const next = codeOf(secret);
      world.clock.advance(90);
      expect(await signIn({ totpCode: next })).toEqual({ outcome: 'refused', reason: 'code' });
    });

    it('does not use a code up for who has not the password', async () => {
      const totpCode = codeOf(await enrol());

      expect(await signIn({ password: 'wrong', totpCode })).toEqual({
        outcome: 'refused',
        reason: 'password',
      });
      expect(await signIn({ totpCode })).toMatchObject({ outcome: 'accepted' });
    });

    it('is confirmed by a right code alone, once', async () => {
      const as = asAnn;
      const { secret } = await world.execute(createVirtualMfaDevice, as, {});
      const confirm = (code: string) => world.execute(enableVirtualMfaDevice, as, { code });
      const wrong = String((Number(codeOf(secret)) + 1) % 1_000_000).padStart(6, '0');

      expect(await refusal(world, () => confirm(wrong))).toMatchObject({ code: 'CheckMFAError' });
      expect(await refusal(world, () => confirm('12'))).toMatchObject({ kind: 'invalid-input' });
      await confirm(codeOf(secret));
      expect(await refusal(world, () => confirm(codeOf(secret)))).toMatchObject({ code: 'MfaDeviceExists' });
      expect(await refusal(world, () => world.execute(createVirtualMfaDevice, as, {}))).toMatchObject({
        kind: 'conflict',
        code: 'MfaDeviceExists',
      });
    });

    it('is removed by a code, or by an administrator of the account for who has lost it', async () => {
      const secret = await enrol();
      const remove = (code: string) => world.execute(disableVirtualMfaDevice, asAnn, { code });
      const removeFor = (as: Principal) => world.execute(deleteVirtualMfaDevice, as, { targetUin: ann });

      expect(await refusal(world, () => remove('000000'))).toMatchObject({ code: 'CheckMFAError' });
      expect(await refusal(world, () => removeFor(asAnn))).toMatchObject({ code: 'OwnMfaDevice' });
      await remove(codeOf(secret));
      expect(await signIn()).toMatchObject({ outcome: 'accepted' });

      await enrol();
      await removeFor(root);
      expect(await signIn()).toMatchObject({ outcome: 'accepted' });
      expect(await refusal(world, () => removeFor(root))).toMatchObject({ code: 'MfaDeviceNotExist' });
      expect(await refusal(world, () => remove('000000'))).toMatchObject({ code: 'MfaDeviceNotExist' });
    });

    it('is not removed by guessing: wrong codes count as at sign-in, and then the right one is too late', async () => {
      const secret = await enrol();
      const remove = (code: string) => world.execute(disableVirtualMfaDevice, asAnn, { code });
      const around = [-30, 0, 30].map((seconds) => codeOf(secret, seconds));
      const wrong = ['111111', '222222', '333333', '444444'].find((code) => !around.includes(code)) ?? '';
      for (let guess = 1; guess <= attemptsPerNetwork; guess += 1) {
        expect(await refusal(world, () => remove(wrong))).toMatchObject({ code: 'CheckMFAError' });
      }

      expect(await refusal(world, () => remove(codeOf(secret)))).toMatchObject({
        kind: 'limit-exceeded',
        code: 'OverLimit',
      });
      expect(await signIn()).toMatchObject({ outcome: 'code-required' });

      world.clock.advance(windowSeconds + 1);
      await remove(codeOf(secret));
      expect(await signIn()).toMatchObject({ outcome: 'accepted' });
    });

    it('of the root user is nobody else’s to remove, and no device is another account’s', async () => {
      const secret = await enrol(root);
      const rootCode = (code?: string) => within((context) => checkMfaCode(context, uin, uin, code));

      for (const as of [asAnn, stranger]) {
        expect(
          await refusal(world, () => world.execute(deleteVirtualMfaDevice, as, { targetUin: uin })),
        ).toMatchObject({ code: as === stranger ? 'UserNotExist' : 'SubUin' });
      }
      expect(await rootCode()).toBe('missing');
      expect(await rootCode(codeOf(secret))).toBe('right');
      expect(await rootCode(codeOf(secret))).toBe('wrong');
    });

    it('is not for roles', async () => {
      await createServiceRole(world, 'worker');

      const worker = await actAsRole(world, 'worker');
      expect(await refusal(world, () => world.execute(createVirtualMfaDevice, worker, {}))).toMatchObject({
        code: 'MFATypeNotSupported',
      });
    });
  });
});
