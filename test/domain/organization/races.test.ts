import { beforeEach, describe, expect, it } from 'vitest';
import type { Principal } from '../../../src/action/actor.ts';
import { createOrganizationMember } from '../../../src/domain/organization/accounts/create-organization-member.ts';
import { registerOrganizationMember } from '../../../src/domain/organization/accounts/register-organization-member.ts';
import { addOrganizationNode } from '../../../src/domain/organization/departments/add-organization-node.ts';
import { deleteOrganizationNodes } from '../../../src/domain/organization/departments/delete-organization-nodes.ts';
import { moveOrganizationNodeMembers } from '../../../src/domain/organization/departments/move-organization-node-members.ts';
import { acceptOrganizationInvitation } from '../../../src/domain/organization/invitations/accept-organization-invitation.ts';
import { cancelOrganizationInvitation } from '../../../src/domain/organization/invitations/cancel-organization-invitation.ts';
import { inviteOrganizationMember } from '../../../src/domain/organization/invitations/invite-organization-member.ts';
import { deleteOrganizationMembers } from '../../../src/domain/organization/membership/delete-organization-members.ts';
import { createOrganization } from '../../../src/domain/organization/organizations/create-organization.ts';
import { deleteOrganization } from '../../../src/domain/organization/organizations/delete-organization.ts';
import { createOrganizationAuthNode } from '../../../src/domain/organization/verified-entities/create-organization-auth-node.ts';
import { authorize, createConfiguration, createPerson } from '../../support/northwind.ts';
import { foundSouthwind, invitedMember, standAlone } from '../../support/organization.ts';
import { foundSpace, newWorld, type World } from '../../support/world.ts';

/** On PostgreSQL these really run at once; on the embedded database one after the other, in some order. */
describe('at the same time', () => {
  let world: World;
  let administrator: Principal;
  let zoneId: string;
  let root: number;
  beforeEach(async () => {
    world = await newWorld();
    ({ administrator, zoneId, rootDepartmentId: root } = await foundSpace(world));
  });

  const add = (name: string) =>
    world.execute(addOrganizationNode, administrator, { parentNodeId: root, name });
  const invite = async (memberUin: number, name = 'Guest') =>
    (await world.execute(inviteOrganizationMember, administrator, { memberUin, name, nodeId: root })).id;
  const codes = (results: PromiseSettledResult<unknown>[]) =>
    results.flatMap((result) => (result.status === 'rejected' ? [result.reason.code] : []));
  const memberCount = async () =>
    (await world.db.selectFrom('accounts').select('uin').where('organization_id', 'is not', null).execute())
      .length;

  it('thirty sub-departments are added: twenty are', async () => {
    const results = await Promise.allSettled(Array.from({ length: 30 }, (_, number) => add(`d${number}`)));

    expect(codes(results)).toEqual(Array(10).fill('NodeExceedLimit'));
    const rows = await world.db.selectFrom('departments').select('name').where('parent_id', '=', root);
    expect(await rows.execute()).toHaveLength(20);
  });

  it('members are created at the limit: as many as it allows', async () => {
    Object.assign(world.settings, { createdMembersPerEntity: 3 });
    const results = await Promise.allSettled(
      Array.from({ length: 8 }, (_, number) =>
        world.execute(createOrganizationMember, administrator, { name: `m${number}`, nodeId: root }),
      ),
    );

    expect(codes(results)).toEqual(Array(5).fill('CreateMemberOverLimit'));
    expect(await memberCount()).toBe(4);
  });

  it('two members of one name are created, and a third is invited under it: one has it', async () => {
    const guest = await standAlone(world, 'Guest');
    const id = await invite(guest.uin, 'web');
    const create = () =>
      world.execute(createOrganizationMember, administrator, { name: 'web', nodeId: root });
    const results = await Promise.allSettled([
      create(),
      world.execute(acceptOrganizationInvitation, guest, { id }),
      create(),
    ]);

    expect(codes(results)).toEqual(Array(2).fill('OrganizationMemberNameUsed'));
    expect(await memberCount()).toBe(2);
  });

  it('an invitation is accepted twice: once it is', async () => {
    const guest = await standAlone(world, 'Guest');
    const id = await invite(guest.uin);
    const accept = () => world.execute(acceptOrganizationInvitation, guest, { id });
    const results = await Promise.allSettled([accept(), accept(), accept()]);

    expect(codes(results)).toEqual(Array(2).fill('InvitationNotExist'));
    const records = await world.db
      .selectFrom('organization_changes')
      .select('kind')
      .where('kind', '=', 'InvitationAccepted')
      .execute();
    expect(records).toHaveLength(1);
  });

  it('an invitation is accepted and taken back: one of both happens', async () => {
    const guest = await standAlone(world, 'Guest');
    const id = await invite(guest.uin);
    const results = await Promise.allSettled([
      world.execute(acceptOrganizationInvitation, guest, { id }),
      world.execute(cancelOrganizationInvitation, administrator, { id }),
    ]);

    expect(codes(results)).toEqual(['InvitationNotExist']);
  });

  it('an account is invited by two organizations: one invitation is open', async () => {
    const southwind = await foundSouthwind(world);
    const entity = { authName: 'Northwind' };
    await world.execute(createOrganizationAuthNode, southwind.administrator, entity);
    const { uin: memberUin } = await standAlone(world, 'Guest');
    const invitation = { memberUin, name: 'Guest' };
    const results = await Promise.allSettled([
      world.execute(inviteOrganizationMember, administrator, { ...invitation, nodeId: root }),
      world.execute(inviteOrganizationMember, southwind.administrator, {
        ...invitation,
        nodeId: southwind.rootDepartmentId,
      }),
    ]);

    expect(codes(results)).toEqual(['InvitationExist']);
    expect(await world.db.selectFrom('invitations').select('uin').execute()).toHaveLength(1);
  });

  it('an account joins one organization and founds another: it belongs to one', async () => {
    const guest = await standAlone(world, 'Guest');
    const id = await invite(guest.uin);
    const results = await Promise.allSettled([
      world.execute(acceptOrganizationInvitation, guest, { id }),
      world.execute(createOrganization, guest, { name: 'Own' }),
    ]);

    expect(codes(results)).toEqual(['OrganizationExistAlready']);
    const alive = await world.db.selectFrom('organizations').select('admin_uin').execute();
    expect(alive).toHaveLength(1 + (results[1]?.status === 'fulfilled' ? 1 : 0));
  });

  it('a uin of a real cloud is registered by two organizations: one has it', async () => {
    const southwind = await foundSouthwind(world);
    const account = { memberUin: 700_000_123_456, name: 'real', cloudSite: 'tencent-cn' };
    const results = await Promise.allSettled([
      world.execute(registerOrganizationMember, administrator, { ...account, nodeId: root }),
      world.execute(registerOrganizationMember, southwind.administrator, {
        ...account,
        nodeId: southwind.rootDepartmentId,
      }),
    ]);

    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(codes(results)).toEqual(['MemberExistInOtherOrganization']);
  });

  it('a department is deleted and a member moved into it: never is a member nowhere', async () => {
    const { nodeId } = await add('Shop');
    const guest = await invitedMember(world, administrator, { name: 'Guest', nodeId: root });
    const results = await Promise.allSettled([
      world.execute(deleteOrganizationNodes, administrator, { nodeId: [nodeId] }),
      world.execute(moveOrganizationNodeMembers, administrator, { nodeId, memberUin: [guest.uin] }),
    ]);

    expect(['OrganizationNodeNotExist', 'OrganizationNodeNotEmpty']).toContain(codes(results)[0]);
    expect(codes(results)).toHaveLength(1);
  });

  it('the organization is deleted and an account joins: one of both happens', async () => {
    const guest = await standAlone(world, 'Guest');
    const id = await invite(guest.uin);
    const results = await Promise.allSettled([
      world.execute(deleteOrganization, administrator, {}),
      world.execute(acceptOrganizationInvitation, guest, { id }),
    ]);

    expect(codes(results)).toHaveLength(1);
    const alive = await world.db.selectFrom('organizations').select('ended_at').executeTakeFirstOrThrow();
    expect(await memberCount()).toBe(alive.ended_at ? 0 : 2);
  });

  it('a member is removed and authorized, and deployed to: nothing of it remains', async () => {
    const guest = await invitedMember(world, administrator, { name: 'Guest', nodeId: root });
    const user = await createPerson(world, administrator, zoneId, 'alice');
    const configurations = [];
    for (const name of ['One', 'Two', 'Three']) {
      configurations.push(await createConfiguration(world, administrator, zoneId, name, ['ReadOnlyAccess']));
    }
    const grant = (configuration = '') => [{ user, uin: guest.uin, configuration }];
    await authorize(world, administrator, zoneId, grant(configurations[0]), { deploy: false });
    await Promise.allSettled([
      authorize(world, administrator, zoneId, grant(configurations[1])),
      world.execute(deleteOrganizationMembers, administrator, { memberUin: [guest.uin] }),
      authorize(world, administrator, zoneId, grant(configurations[2]), { deploy: false }),
    ]);
    await world.runJobs();

    for (const table of ['authorizations', 'deployments', 'cam_roles', 'cam_saml_providers'] as const) {
      const rows = await world.db.selectFrom(table).select('uin').where('uin', '=', guest.uin).execute();
      expect(rows, table).toEqual([]);
    }
  });
});
