import { beforeEach, describe, expect, it } from 'vitest';
import { type Employee, systemActor } from '../../../src/action/actor.ts';
import { listAuditEvents } from '../../../src/domain/audit/list-audit-events.ts';
import { sealEvents } from '../../../src/domain/audit/seal-events.ts';
import { describeEmployee } from '../../../src/domain/identity-center/portal/describe-employee.ts';
import { enterAccountAsRole } from '../../../src/domain/identity-center/portal/enter-account-as-role.ts';
import { findSpace } from '../../../src/domain/identity-center/space/find-space.ts';
import { createUser } from '../../../src/domain/identity-center/users/create-user.ts';
import { listUsers } from '../../../src/domain/identity-center/users/list-users.ts';
import { updateUserStatus } from '../../../src/domain/identity-center/users/update-user-status.ts';
import { signIn } from '../../../src/domain/sts/sign-ins/sign-in.ts';
import { withOrigin } from '../../../src/platform/origin.ts';
import { camUserOf } from '../../support/cam.ts';
import { foundSpace, rootPassword } from '../../support/world.ts';
import { northwindTrail, type Trail } from './trail.ts';

describe('the audit trail', () => {
  let trail: Trail;
  beforeEach(async () => {
    trail = await northwindTrail();
  });
  const last = async () => (await trail.events()).at(-1);
  const visitor = { kind: 'visitor', address: '203.0.113.9' } as const;

  it('says who did what, from where, in which request, and how it ended', async () => {
    const { administrator, adminUin, organizationId, zoneId } = trail;
    await withOrigin({ address: '203.0.113.7', requestId: 'req-1' }, () => trail.create('alice'));

    expect(await last()).toMatchObject({
      organization_id: organizationId,
      uins: [adminUin],
      action: 'organization:CreateUser',
      effect: 'write',
      outcome: 'done',
      code: '',
      reason: '',
      actor: administrator,
      actor_name: `${adminUin}/root`,
      address: '203.0.113.7',
      request_id: 'req-1',
      input: { zoneId, userName: 'alice' },
      before: null,
      after: null,
      occurred_at: trail.world.clock.now(),
    });
  });

  it('keeps what was refused, with the reason, though nothing else of it is left', async () => {
    await trail.create('alice');
    await expect(trail.create('alice')).rejects.toMatchObject({ code: 'UsernameAlreadyExists' });

    expect(await last()).toMatchObject({
      action: 'organization:CreateUser',
      outcome: 'refused',
      code: 'UsernameAlreadyExists',
      reason: 'The space already has a user named "alice".',
      input: { userName: 'alice' },
    });
    expect(await trail.db.selectFrom('users').select('user_name').execute()).toHaveLength(1);
    expect((await trail.world.auditTrail()).filter((id) => id === 'organization:CreateUser')).toHaveLength(1);
  });

  it('keeps refusals of every kind by whoever has signed in, of reads too', async () => {
    const { administrator, zoneId, world } = trail;
    const member = await camUserOf(world, administrator, 'bob');
    const attempts = [
      () => world.execute(createUser, administrator, { zoneId, userName: 'not a name' }),
      () =>
        world.execute(updateUserStatus, administrator, { zoneId, userId: 'u-9', newUserStatus: 'Enabled' }),
      () => world.execute(listUsers, administrator, { zoneId: 'z-another' }),
      () => world.execute(listUsers, member, { zoneId }),
      () => world.execute(sealEvents, administrator, {}),
    ];
    for (const attempt of attempts) await expect(attempt()).rejects.toThrow();

    expect(await world.refusals()).toEqual([
      'organization:CreateUser InvalidParameterValue',
      'organization:UpdateUserStatus UserNotExist',
      'organization:ListUsers ZoneIdNotExist',
      'organization:ListUsers UnauthorizedOperation',
      'audit:SealEvents UnauthorizedOperation',
    ]);
  });

  it('keeps nothing of what visitors only look for, nor of sessions that have ended', async () => {
    const { world, zoneId } = trail;
    const nobody: Employee = { kind: 'employee', spaceId: zoneId, userId: 'u-gone' };
    await expect(world.execute(findSpace, visitor, { spaceName: 'elsewhere' })).rejects.toThrow();
    await expect(world.execute(describeEmployee, nobody, { loginId: 'l-1' })).rejects.toThrow();

    expect(await world.refusals()).toEqual([]);
  });

  it('keeps refused sign-ins with their address, for the organization, without the password', async () => {
    const { world, organizationId } = trail;
    const subject = { email: 'root@northwind.example' };
    await world.execute(signIn, visitor, { subject, password: 'a guess that is wrong' });

    expect(await last()).toMatchObject({
      organization_id: organizationId,
      action: 'sts:SignIn',
      outcome: 'refused',
      actor_name: 'visitor',
      address: '203.0.113.9',
      input: { subject },
    });
    expect(JSON.stringify(await trail.events())).not.toContain('a guess');
  });

  it('knows whose account was signed in to', async () => {
    const subject = { email: 'root@northwind.example' };
    await trail.world.execute(signIn, visitor, { subject, password: rootPassword });

    expect(await last()).toMatchObject({ outcome: 'done', uins: [trail.adminUin] });
  });

  it('calls employees by their names, and knows the account that they asked for', async () => {
    const { userInfo } = await trail.create('alice');
    const alice: Employee = { kind: 'employee', spaceId: trail.zoneId, userId: userInfo.userId };
    const input = { uin: trail.adminUin, permissionConfigurationId: 'rc-none' };
    await expect(trail.world.execute(enterAccountAsRole, alice, input)).rejects.toThrow();

    expect(await last()).toMatchObject({
      organization_id: trail.organizationId,
      actor_name: 'alice',
      uins: [trail.adminUin],
      code: 'AccountNotEntered',
    });
  });

  it('shows what something was like before and after, where the action tells', async () => {
    const { world, administrator, zoneId } = trail;
    const { userInfo } = await trail.create('alice');
    const { userId } = userInfo;
    await world.execute(updateUserStatus, administrator, { zoneId, userId, newUserStatus: 'Disabled' });

    expect(await last()).toMatchObject({
      before: { userStatus: 'Enabled' },
      after: { userStatus: 'Disabled' },
    });
  });

  it('keeps a refusal whose input is no text, is enormous, or holds a secret under another name', async () => {
    const { world, administrator, zoneId } = trail;
    const inputs = [
      { zoneId, userName: 'nul\0 and half \ud800 a pair', 'key\0': 1 },
      { zoneId, userName: 'x'.repeat(1_000_000) },
      null,
      { zoneId, userName: 'not a name', deep: [{ newPassword: 'hunter2', secretId: 'AKID1' }] },
    ];
    for (const input of inputs)
      await expect(world.execute(createUser, administrator, input)).rejects.toThrow();

    const kept = (await trail.events())
      .filter(({ outcome }) => outcome === 'refused')
      .map(({ input }) => input);
    expect(kept).toEqual([
      { zoneId, userName: 'nul\uFFFD and half \uFFFD a pair', 'key\uFFFD': 1 },
      { omittedCharacters: expect.any(Number) },
      null,
      { zoneId, userName: 'not a name', deep: [{ newPassword: '[secret]', secretId: 'AKID1' }] },
    ]);
  });

  it('does not let visitors fill the disk: beyond a hundred in ten minutes they are counted', async () => {
    const { world } = trail;
    const guess = { subject: { email: 'root@northwind.example' } };
    for (let count = 0; count < 130; count += 1) {
      await expect(world.execute(signIn, visitor, guess)).rejects.toThrow();
    }
    expect(await world.refusals()).toHaveLength(100);
    await world.execute(sealEvents, systemActor, {});
    expect(await world.refusals()).toHaveLength(100);

    world.clock.advance(601);
    await trail.seal();
    const summary = (await trail.records()).at(-1);
    expect(summary).toMatchObject({
      action: 'sts:SignIn',
      code: 'RefusalsNotRecorded',
      input: '{"count":30}',
    });
    await expect(world.execute(signIn, visitor, guess)).rejects.toThrow();
    expect(await world.refusals()).toHaveLength(102);
  });

  it('tells of a window that ended unseen when the next one has begun', async () => {
    const { world } = trail;
    const guess = () => world.execute(signIn, visitor, { subject: { email: 'x' } }).catch(() => {});
    for (let count = 0; count < 101; count += 1) await guess();
    world.clock.advance(601);
    await guess();
    await trail.seal();

    const codes = (await trail.records()).map(({ code }) => code);
    expect(codes.filter((code) => code === 'RefusalsNotRecorded')).toHaveLength(1);
    expect(codes.filter((code) => code === 'InvalidParameterValue')).toHaveLength(101);
  });

  it('shows an organization nothing of another one', async () => {
    const other = await foundSpace(trail.world, { spaceName: 'fabrikam', email: 'root@fabrikam.example' });
    await trail.create('alice');
    await trail.seal();
    const seenBy = async (administrator: typeof other.administrator) =>
      (await trail.world.execute(listAuditEvents, administrator, {})).events.map(({ action }) => action);

    expect(await seenBy(trail.administrator)).toEqual([
      'organization:CreateUser',
      'organization:SetUpIdentityCenter',
    ]);
    expect(await seenBy(other.administrator)).toEqual(['organization:SetUpIdentityCenter']);
  });
});
