import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Principal } from '../../../src/action/actor.ts';
import { getCallerIdentity } from '../../../src/domain/sts/credentials/get-caller-identity.ts';
import { getFederationToken } from '../../../src/domain/sts/credentials/get-federation-token.ts';
import { listRoleSessions } from '../../../src/domain/sts/sessions/list-role-sessions.ts';
import { revokeRoleSessions } from '../../../src/domain/sts/sessions/revoke-role-sessions.ts';
import { newWorld, type World } from '../../support/world.ts';
import { accountArn, type CamUserPrincipal, foundAccounts, type Inside, trusting } from './account.ts';

interface Statement {
  effect: 'allow' | 'deny';
  action: string | string[];
  resource: string | string[];
}

describe('who may ask for a session', () => {
  let world: World;
  let inside: Inside;
  let uin: number;
  let other: number;
  let alice: CamUserPrincipal;
  beforeAll(async () => {
    world = await newWorld();
    inside = await foundAccounts(world);
    ({ uin, other } = inside);
    alice = await inside.createUser(uin, 'alice');
  });
  beforeEach(async () => {
    await inside.clear();
    await inside.createRole(uin, 'Reader', [trusting(accountArn(uin))]);
    await inside.createRole(uin, 'Admin', [trusting(accountArn(uin))]);
  });

  const arn = (roleName: string, account = uin) => `qcs::cam::uin/${account}:roleName/${roleName}`;
  const allow = (action: Statement['action'], resource: Statement['resource'] = '*'): Statement => ({
    effect: 'allow',
    action,
    resource,
  });
  const deny = (action: Statement['action'], resource: Statement['resource']): Statement => ({
    effect: 'deny',
    action,
    resource,
  });
  const policyOf = (statement: Statement[]) => JSON.stringify({ version: '2.0', statement });
  /** Alice, with a part of what she may do. */
  const cutTo = async (...statement: Statement[]) => {
    const issued = await world.execute(getFederationToken, alice, {
      name: 'cut',
      policy: policyOf(statement),
    });
    return (await inside.holderOf(issued)) as Principal;
  };
  const refused = { kind: 'forbidden', code: 'UnauthorizedOperation' };

  it('whoever is trusted and not allowed gets none, nor does a user without policies', async () => {
    const bob = await inside.createUser(uin, 'bob', { isAllowedEverything: false });

    await expect(inside.assume(bob, uin, 'Reader')).rejects.toMatchObject(refused);
    await expect(
      world.execute(getFederationToken, bob, { name: 'cut', policy: policyOf([allow('*')]) }),
    ).rejects.toMatchObject(refused);
    expect(await inside.sessionRows()).toBe(0);
    expect(await world.execute(getCallerIdentity, bob, {})).toMatchObject({ type: 'CAMUser' });
  });

  it('whoever is allowed in another account’s eyes only, or in one’s own only, gets none', async () => {
    await inside.createRole(other, 'Open', [trusting(accountArn(uin))]);
    await inside.createRole(other, 'Closed', [trusting(accountArn(other))]);

    expect(await inside.assume(alice, other, 'Open')).toBeDefined();
    await expect(inside.assume(alice, other, 'Closed')).rejects.toMatchObject(refused);
    await expect(inside.assume(await cutTo(allow('sts:*', arn('*'))), other, 'Open')).rejects.toMatchObject(
      refused,
    );
  });

  it('whoever may become one role becomes no other', async () => {
    const reader = await cutTo(allow('sts:AssumeRole', arn('Reader')));

    expect(await inside.assume(reader, uin, 'Reader')).toBeDefined();
    await expect(inside.assume(reader, uin, 'Admin')).rejects.toMatchObject(refused);
  });

  it('a role that is denied by name is denied by id', async () => {
    const { roleId } = await inside.createRole(uin, 'Admin', [trusting(accountArn(uin))]);
    const careful = await cutTo(allow('*'), deny('name/sts:AssumeRole', arn('Admin')));
    const byId = { roleArn: `qcs::cam::uin/${uin}:role/${roleId}` };

    await expect(inside.assume(careful, uin, 'Admin')).rejects.toMatchObject(refused);
    await expect(inside.assume(careful, uin, 'Admin', byId)).rejects.toMatchObject(refused);
    expect(await inside.assume(careful, uin, 'Reader')).toBeDefined();
  });

  it('a session that was cut down does not get itself again uncut', async () => {
    const policy = policyOf([allow('cos:*')]);
    const cut = (await inside.holderOf(await inside.assume(alice, uin, 'Reader', { policy }))) as Principal;

    await expect(inside.assume(cut, uin, 'Reader')).rejects.toMatchObject(refused);
    await expect(world.execute(listRoleSessions, cut, { roleName: 'Reader' })).rejects.toMatchObject(refused);
  });

  it('a session policy adds nothing to what the role may do', async () => {
    await inside.createRole(uin, 'Powerless', [trusting(accountArn(uin))], { isAllowedEverything: false });
    const policy = policyOf([allow('*')]);
    const holder = (await inside.holderOf(
      await inside.assume(alice, uin, 'Powerless', { policy }),
    )) as Principal;

    await expect(inside.assume(holder, uin, 'Reader')).rejects.toMatchObject(refused);
    await expect(world.execute(revokeRoleSessions, holder, { roleName: 'Reader' })).rejects.toMatchObject(
      refused,
    );
  });

  it('the root user’s keys for somebody else do what their policy says, and not what the root user may', async () => {
    const root: Principal = { kind: 'principal', uin, identity: { type: 'root' } };
    const issued = await world.execute(getFederationToken, root, {
      name: 'cut',
      policy: policyOf([allow('sts:ListRoleSessions', arn('Reader'))]),
    });
    const holder = (await inside.holderOf(issued)) as Principal;

    expect(await world.execute(listRoleSessions, holder, { roleName: 'Reader' })).toMatchObject({ total: 0 });
    await expect(world.execute(listRoleSessions, holder, { roleName: 'Admin' })).rejects.toMatchObject(
      refused,
    );
    await expect(world.execute(revokeRoleSessions, holder, { roleName: 'Reader' })).rejects.toMatchObject(
      refused,
    );
    await expect(inside.assume(holder, uin, 'Reader')).rejects.toMatchObject(refused);
  });

  it('sessions are seen and ended by whoever may do that with their role', async () => {
    const watcher = await cutTo(allow('sts:ListRoleSessions', arn('Reader')));
    const guard = await cutTo(allow('sts:RevokeRoleSessions', arn('Reader')));

    expect(await world.execute(listRoleSessions, watcher, { roleName: 'Reader' })).toBeDefined();
    await expect(world.execute(revokeRoleSessions, watcher, { roleName: 'Reader' })).rejects.toMatchObject(
      refused,
    );
    expect(await world.execute(revokeRoleSessions, guard, { roleName: 'Reader' })).toBeDefined();
    await expect(world.execute(revokeRoleSessions, guard, { roleName: 'Admin' })).rejects.toMatchObject(
      refused,
    );
  });
});
