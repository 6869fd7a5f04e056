import { TOTP } from 'otpauth';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Principal } from '../../../src/action/actor.ts';
import { attemptsPerNetwork, windowSeconds } from '../../../src/domain/cam/guesses/guessing.ts';
import { createVirtualMfaDevice } from '../../../src/domain/cam/mfa/create-virtual-mfa-device.ts';
import { enableVirtualMfaDevice } from '../../../src/domain/cam/mfa/enable-virtual-mfa-device.ts';
import { signIn } from '../../../src/domain/sts/sign-ins/sign-in.ts';
import { newWorld, rootPassword, type World } from '../../support/world.ts';
import { accountArn, type CamUserPrincipal, foundAccounts, type Inside, trusting } from './account.ts';

describe('AssumeRole with the code of a device', () => {
  let world: World;
  let inside: Inside;
  let uin: number;
  let alice: CamUserPrincipal;
  let secret: string;
  beforeEach(async () => {
    world = await newWorld();
    inside = await foundAccounts(world);
    ({ uin } = inside);
    alice = await inside.createUser(uin, 'alice');
    const condition = { bool_equal: { 'qcs:mfa': true } };
    await inside.createRole(uin, 'Careful', [trusting(accountArn(uin), { condition })]);
    await inside.createRole(uin, 'Reader', [trusting(accountArn(uin))]);
    secret = await enrol(alice);
  });

  async function enrol(owner: Principal): Promise<string> {
    const begun = await world.execute(createVirtualMfaDevice, owner, {});
    await world.execute(enableVirtualMfaDevice, owner, { code: codeOf(begun.secret) });
    world.clock.advance(30);
    return begun.secret;
  }
  const codeOf = (of: string) =>
    new TOTP({ secret: of }).generate({ timestamp: world.clock.now().getTime() });
  /** A code that the device shows at no time around now. */
  const wrongCode = () => {
    const now = world.clock.now().getTime();
    const around = [-60, -30, 0, 30, 60].map((seconds) =>
      new TOTP({ secret }).generate({ timestamp: now + seconds * 1000 }),
    );
    return ['111111', '222222', '333333', '444444', '555555', '666666'].find(
      (code) => !around.includes(code),
    );
  };
  const serialNumber = () => `qcs::cam:uin/${uin}::mfa/softToken`;
  const shown = (tokenCode = codeOf(secret)) => ({ serialNumber: serialNumber(), tokenCode });
  const sessions = () => inside.sessionRows();

  it('gives keys of a role whose trust asks for one, and of one that does not', async () => {
    expect(await inside.assume(alice, uin, 'Careful', shown())).toBeDefined();
    world.clock.advance(30);
    expect(await inside.assume(alice, uin, 'Reader', shown())).toBeDefined();
  });

  it('gives none of a role whose trust asks for one to whoever shows none', async () => {
    await expect(inside.assume(alice, uin, 'Careful')).rejects.toMatchObject({
      code: 'UnauthorizedOperation',
    });
    expect(await sessions()).toBe(0);
  });

  it.each([
    ['text', { string_equal: { 'qcs:mfa': 'true' } }, true],
    ['the other name', { bool_equal: { mfa: 'true' } }, true],
    ['its absence', { bool_equal: { 'qcs:mfa': 'false' } }, false],
  ])('is a condition as %s', async (_how, condition, wantsCode) => {
    await inside.createRole(uin, 'Said', [trusting(accountArn(uin), { condition })]);
    const ask = (input: object) =>
      inside.assume(alice, uin, 'Said', input).then(
        () => true,
        () => false,
      );

    expect(await ask({})).toBe(!wantsCode);
    expect(await ask(shown())).toBe(wantsCode);
  });

  it('takes a code once, also when two bring it at the same moment, or the first call is refused', async () => {
    const code = shown();
    const ended = await Promise.allSettled([
      inside.assume(alice, uin, 'Careful', code),
      inside.assume(alice, uin, 'Careful', code),
    ]);
    expect(ended.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);

    world.clock.advance(30);
    const next = shown();
    await expect(inside.assume(alice, uin, 'Missing', next)).rejects.toMatchObject({ code: 'RoleNotFound' });
    await expect(inside.assume(alice, uin, 'Careful', next)).rejects.toMatchObject({ code: 'CheckMFAError' });
    expect(await sessions()).toBe(1);
  });

  it('refuses a wrong code, even of a role that asks for none, and leaves no session', async () => {
    await expect(inside.assume(alice, uin, 'Reader', shown(wrongCode()))).rejects.toMatchObject({
      kind: 'forbidden',
      code: 'CheckMFAError',
    });
    expect(await sessions()).toBe(0);
    expect(await world.refusals()).toEqual(['sts:AssumeRole CheckMFAError']);
  });

  it('lets nobody guess: the right code comes too late, and sign-in is locked with it', async () => {
    for (let guess = 0; guess < attemptsPerNetwork; guess += 1) {
      await expect(inside.assume(alice, uin, 'Careful', shown(wrongCode()))).rejects.toMatchObject({
        code: 'CheckMFAError',
      });
    }

    await expect(inside.assume(alice, uin, 'Careful', shown())).rejects.toMatchObject({
      kind: 'limit-exceeded',
      code: 'OverLimit',
    });
    const visitor = { kind: 'visitor' } as const;
    const attempt = { subject: { uin, userName: 'alice' }, password: 'anything' };
    expect(await world.execute(signIn, visitor, attempt)).toEqual({ outcome: 'locked' });
    expect(await sessions()).toBe(0);

    world.clock.advance(windowSeconds + 1);
    expect(await inside.assume(alice, uin, 'Careful', shown())).toBeDefined();
  });

  it('forgets wrong codes after a right one', async () => {
    for (let round = 0; round < 2; round += 1) {
      for (let guess = 1; guess < attemptsPerNetwork; guess += 1) {
        await expect(inside.assume(alice, uin, 'Reader', shown(wrongCode()))).rejects.toBeDefined();
      }
      expect(await inside.assume(alice, uin, 'Reader', shown())).toBeDefined();
      world.clock.advance(30);
    }
  });

  it('is for the root user as well, counted as at its sign-in', async () => {
    const { administrator, adminUin } = inside;
    await inside.createRole(adminUin, 'Careful', [
      trusting(accountArn(adminUin), { condition: { bool_equal: { 'qcs:mfa': true } } }),
    ]);
    secret = await enrol(administrator);
    const serial = { serialNumber: `qcs::cam:uin/${adminUin}::mfa/softToken` };
    const assume = (tokenCode?: string) =>
      inside.assume(administrator, adminUin, 'Careful', { ...serial, tokenCode });
    expect(await assume(codeOf(secret))).toBeDefined();

    for (let guess = 0; guess < attemptsPerNetwork; guess += 1) {
      await expect(assume(wrongCode())).rejects.toMatchObject({ code: 'CheckMFAError' });
    }
    const visitor = { kind: 'visitor' } as const;
    const attempt = { subject: { email: 'ROOT@northwind.example' }, password: rootPassword };
    expect(await world.execute(signIn, visitor, attempt)).toEqual({ outcome: 'locked' });
  });

  describe('refuses', () => {
    const refusedWith = async (caller: Principal, input: object, code: string) => {
      await expect(inside.assume(caller, uin, 'Reader', input)).rejects.toMatchObject({ code });
      expect(await sessions()).toBe(0);
    };

    it('half of what it takes', async () => {
      await refusedWith(alice, { serialNumber: serialNumber() }, 'ParamError');
      await refusedWith(alice, { tokenCode: codeOf(secret) }, 'ParamError');
    });

    it('a device of another kind or of another account', async () => {
      const tokenCode = codeOf(secret);
      for (const other of [
        'x',
        `qcs::cam:uin/${uin}::mfa/u2f`,
        `qcs::cam:uin/${inside.other}::mfa/softToken`,
      ])
        await refusedWith(alice, { serialNumber: other, tokenCode }, 'MFATypeNotSupported');
    });

    it('the code of somebody else, and of a user without a device', async () => {
      const bob = await inside.createUser(uin, 'bob');
      await refusedWith(bob, shown(), 'CheckMFAError');
      // The countable secrets of tests differ in their last bits only every few numbers.
      for (let begun = 0; begun < 8; begun += 1) await world.execute(createVirtualMfaDevice, bob, {});
      await enrol(bob);
      await refusedWith(bob, shown(), 'CheckMFAError');
    });

    it('a session, which has no device', async () => {
      const issued = await inside.assume(alice, uin, 'Reader');
      const session = (await inside.holderOf(issued)) as Principal;

      await expect(inside.assume(session, uin, 'Reader', shown())).rejects.toMatchObject({
        code: 'MFATypeNotSupported',
      });
      expect(await sessions()).toBe(1);
    });
  });

  it('keeps the code out of the audit trail', async () => {
    const code = codeOf(secret);
    await inside.assume(alice, uin, 'Careful', shown(code));

    const events = await world.db.selectFrom('audit_events').selectAll().execute();
    expect(await world.auditTrail()).toContain('sts:AssumeRole');
    expect(JSON.stringify(events)).not.toContain(`"${code}"`);
  });
});
