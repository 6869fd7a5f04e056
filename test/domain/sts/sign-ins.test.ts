import { TOTP } from 'otpauth';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Principal } from '../../../src/action/actor.ts';
import { createVirtualMfaDevice } from '../../../src/domain/cam/mfa/create-virtual-mfa-device.ts';
import { enableVirtualMfaDevice } from '../../../src/domain/cam/mfa/enable-virtual-mfa-device.ts';
import { addCamUser } from '../../../src/domain/cam/users/add-user.ts';
import { acceptHandedOverSession } from '../../../src/domain/sts/sign-ins/accept-handed-over-session.ts';
import { confirmSignIn } from '../../../src/domain/sts/sign-ins/confirm-sign-in.ts';
import { handOverSession } from '../../../src/domain/sts/sign-ins/hand-over-session.ts';
import { signIn } from '../../../src/domain/sts/sign-ins/sign-in.ts';
import { foundSpace, newWorld, rootPassword, type World } from '../../support/world.ts';

const password = 'Correct-horse-7';
const visitor = (address = '192.0.2.1') => ({ kind: 'visitor', address }) as const;

describe('signing in by password', () => {
  let world: World;
  let root: Principal;
  let uin: number;
  beforeEach(async () => {
    world = await newWorld();
    ({ administrator: root, adminUin: uin } = await foundSpace(world));
  });

  const email = 'root@northwind.example';
  const asRoot = (typed = rootPassword, address?: string) =>
    world.execute(signIn, visitor(address), { subject: { email }, password: typed });
  const asUser = (userName: string, typed = password) =>
    world.execute(signIn, visitor(), { subject: { uin, userName }, password: typed });
  const hire = (name: string, more: object = {}) =>
    world.execute(addCamUser, root, { name, password, consoleLogin: 1, ...more });

  it('lets in the root user and the CAM users of the account, each as who they are', async () => {
    await hire('dana');

    expect(await asRoot()).toMatchObject({
      outcome: 'signed-in',
      principal: { uin, identity: { type: 'root' } },
    });
    expect(await asUser('dana')).toMatchObject({
      outcome: 'signed-in',
      principal: { uin, identity: { type: 'cam-user', userName: 'dana' } },
    });
  });

  it('answers a wrong password and a name that does not exist alike', async () => {
    await hire('dana');

    expect(await asUser('dana', 'wrong')).toEqual({ outcome: 'refused' });
    expect(await asUser('nobody')).toEqual({ outcome: 'refused' });
    expect(await asRoot('wrong')).toEqual({ outcome: 'refused' });
  });

  it('does not let in a CAM user who has no login to the console', async () => {
    await hire('robot', { consoleLogin: 0 });

    expect(await asUser('robot')).toEqual({ outcome: 'refused' });
  });

  it('lets nobody in after five wrong attempts from one network, the right password included, for a quarter of an hour', async () => {
    for (let attempt = 0; attempt < 5; attempt += 1) await asRoot('wrong');

    expect(await asRoot()).toEqual({ outcome: 'locked' });
    expect(await asRoot(rootPassword, '2001:db8::1')).toMatchObject({ outcome: 'signed-in' });
    world.clock.advance(15 * 60 + 1);
    expect(await asRoot()).toMatchObject({ outcome: 'signed-in' });
  });

  it('counts simultaneous guesses, and an IPv6 network as one', async () => {
    const guesses = Array.from({ length: 8 }, (_, number) => asRoot('wrong', `2001:db8::${number + 1}`));

    const outcomes = (await Promise.all(guesses)).map(({ outcome }) => outcome);

    expect(outcomes.filter((outcome) => outcome === 'refused')).toHaveLength(5);
    expect(outcomes.filter((outcome) => outcome === 'locked')).toHaveLength(3);
  });

  it('stops guessing from very many networks', async () => {
    for (let network = 0; network < 60; network += 1) {
      await world.db
        .insertInto('sign_in_attempts')
        .values({
          ...(await countedSubject()),
          network: `10.0.0.${network}`,
          attempts: 1,
          since: world.clock.now(),
        })
        .execute();
    }

    expect(await asRoot()).toEqual({ outcome: 'locked' });
  });
  const countedSubject = async () => {
    const { subjectHash } = await import('../../../src/domain/cam/guesses/guessing.ts');
    return { subject_hash: subjectHash({ email }) };
  };

  it('forgets mistakes once the right password came', async () => {
    for (let attempt = 0; attempt < 4; attempt += 1) await asRoot('wrong');
    await asRoot();
    for (let attempt = 0; attempt < 4; attempt += 1) await asRoot('wrong');

    expect(await asRoot()).toMatchObject({ outcome: 'signed-in' });
  });

  it('keeps what was typed out of the audit trail and of the database', async () => {
    await asRoot('my dog’s name');

    const rows = await world.db.selectFrom('audit_events').selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain('dog');
    expect(JSON.stringify(await world.db.selectFrom('sign_in_attempts').selectAll().execute())).not.toContain(
      'root@',
    );
  });

  describe('with a device', () => {
    let codes: TOTP;
    beforeEach(async () => {
      const { secret } = await world.execute(createVirtualMfaDevice, root, {});
      codes = new TOTP({ secret });
      await world.execute(enableVirtualMfaDevice, root, { code: code() });
      world.clock.advance(30);
    });
    const code = () => codes.generate({ timestamp: world.clock.now().getTime() });
    const confirm = (principal: Principal, typed: string) =>
      world.execute(confirmSignIn, visitor(), { subject: { email }, principal, code: typed });

    it('asks for a code, which lets in once', async () => {
      const first = await asRoot();
      expect(first).toMatchObject({ outcome: 'code-required' });
      const { principal } = first as { principal: Principal };

      expect(await confirm(principal, code())).toMatchObject({ outcome: 'signed-in' });
      expect(await confirm(principal, code())).toEqual({ outcome: 'refused' });
    });

    it.each(['', '000000', 'abcdef', '12345678'])('refuses %j', async (typed) => {
      expect(await confirm(root, typed)).toEqual({ outcome: 'refused' });
    });

    it('counts guessed codes with guessed passwords', async () => {
      for (let attempt = 0; attempt < 5; attempt += 1) await confirm(root, '000000');

      expect(await confirm(root, code())).toEqual({ outcome: 'locked' });
      expect(await asRoot()).toEqual({ outcome: 'locked' });
    });

    it('does not forget mistakes for a right password alone', async () => {
      for (let attempt = 0; attempt < 5; attempt += 1) await asRoot();

      expect(await asRoot()).toEqual({ outcome: 'locked' });
    });
  });

  describe('from one console to another', () => {
    const endsAt = new Date('2026-07-29T18:00:00Z');
    const handOver = () => world.execute(handOverSession, root, { endsAt });
    const accept = (token: string) => world.execute(acceptHandedOverSession, visitor(), { token });

    it('takes the session over once, and not beyond its end', async () => {
      const { token } = await handOver();

      expect(await accept(token)).toMatchObject({
        session: { principal: { uin, identity: { type: 'root' } }, endsAt },
      });
      expect(await accept(token)).toEqual({ session: undefined });
    });

    it('forgets it after a minute, and knows no other secret', async () => {
      const { token } = await handOver();
      world.clock.advance(61);

      expect(await accept(token)).toEqual({ session: undefined });
      expect(await accept('guess')).toEqual({ session: undefined });
    });
  });
});
