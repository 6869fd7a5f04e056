import { beforeEach, describe, expect, it } from 'vitest';
import type { Principal } from '../../../src/action/actor.ts';
import { getOrganizationMember } from '../../../src/domain/organization/accounts/get-organization-member.ts';
import { addOrganizationNode } from '../../../src/domain/organization/departments/add-organization-node.ts';
import { deleteOrganizationNodes } from '../../../src/domain/organization/departments/delete-organization-nodes.ts';
import { acceptOrganizationInvitation } from '../../../src/domain/organization/invitations/accept-organization-invitation.ts';
import { cancelOrganizationInvitation } from '../../../src/domain/organization/invitations/cancel-organization-invitation.ts';
import { denyOrganizationInvitation } from '../../../src/domain/organization/invitations/deny-organization-invitation.ts';
import { inviteOrganizationMember } from '../../../src/domain/organization/invitations/invite-organization-member.ts';
import { listOrganizationInvitations } from '../../../src/domain/organization/invitations/list-organization-invitations.ts';
import { createOrganization } from '../../../src/domain/organization/organizations/create-organization.ts';
import { createOrganizationAuthNode } from '../../../src/domain/organization/verified-entities/create-organization-auth-node.ts';
import { deleteOrganizationAuthNode } from '../../../src/domain/organization/verified-entities/delete-organization-auth-node.ts';
import { days, foundSouthwind, invitedMember, standAlone } from '../../support/organization.ts';
import { foundSpace, newWorld, type World } from '../../support/world.ts';

describe('an invitation', () => {
  let world: World;
  let administrator: Principal;
  let adminUin: number;
  let root: number;
  let guest: Principal;
  beforeEach(async () => {
    world = await newWorld();
    ({ administrator, adminUin, rootDepartmentId: root } = await foundSpace(world));
    guest = await standAlone(world, 'Guest');
  });

  const invite = async (memberUin = guest.uin, attributes: object = {}) => {
    const invitation = { memberUin, name: 'Our guest', nodeId: root, ...attributes };
    return (await world.execute(inviteOrganizationMember, administrator, invitation)).id;
  };
  const accept = (id: number, by = guest) => world.execute(acceptOrganizationInvitation, by, { id });
  const received = async (by = guest) =>
    (await world.execute(listOrganizationInvitations, by, { invited: 1 })).invitations;
  const sent = async (by = administrator, search: object = {}) =>
    (await world.execute(listOrganizationInvitations, by, { invited: 0, ...search })).invitations;
  const rows = async () => world.db.selectFrom('invitations').select(['uin', 'state']).execute();
  const organizationOf = async (uin: number) =>
    (
      await world.db
        .selectFrom('accounts')
        .select('organization_id')
        .where('uin', '=', uin)
        .executeTakeFirstOrThrow()
    ).organization_id;

  describe('being sent', () => {
    it('is seen by whoever is signed in to the account, with what it would mean', async () => {
      const id = await invite(guest.uin, { isAllowQuit: 'Allow', remark: 'Welcome' });

      expect(await received()).toMatchObject([
        {
          id,
          orgName: 'Northwind',
          hostUin: adminUin,
          hostName: 'Northwind HQ',
          name: 'Our guest',
          status: 0,
          state: 'Pending',
          permissionIds: [1, 2],
          payUin: String(guest.uin),
          isAllowQuit: 'Allow',
          remark: 'Welcome',
          expireTime: new Date(world.clock.now().getTime() + days(15) * 1000),
        },
      ]);
      expect(await received(await standAlone(world, 'Somebody'))).toEqual([]);
    });

    it('needs an account that is here, alone, and has no other invitation open', async () => {
      const member = await invitedMember(world, administrator, { name: 'Member', nodeId: root });
      const southwind = await foundSouthwind(world);

      await expect(invite(999)).rejects.toMatchObject({ kind: 'not-found', code: 'AccountNotExist' });
      await expect(invite(member.uin)).rejects.toMatchObject({ code: 'OrganizationMemberExist' });
      await expect(invite(adminUin)).rejects.toMatchObject({ code: 'OrganizationMemberExist' });
      await expect(invite(southwind.adminUin)).rejects.toMatchObject({
        code: 'MemberExistInOtherOrganization',
      });
      await invite();
      await expect(invite()).rejects.toMatchObject({ code: 'InvitationExist' });
      expect(await rows()).toHaveLength(2);
    });

    it('is refused while another organization has invited the account', async () => {
      const southwind = await foundSouthwind(world);
      await world.execute(createOrganizationAuthNode, southwind.administrator, { authName: 'Northwind' });
      await world.execute(inviteOrganizationMember, southwind.administrator, {
        ...{ memberUin: guest.uin, name: 'Theirs', nodeId: southwind.rootDepartmentId },
      });

      await expect(invite()).rejects.toMatchObject({ code: 'InvitationExist' });
    });

    it('needs a verified entity that the organization knows', async () => {
      const stranger = await standAlone(world, 'Stranger', 'Elsewhere');

      await expect(invite(stranger.uin)).rejects.toMatchObject({ code: 'AuthInfoNotSame' });
      await expect(invite(guest.uin, { relationAuthName: 'Elsewhere' })).rejects.toMatchObject({
        code: 'AuthInfoNotSame',
      });
      await world.execute(createOrganizationAuthNode, administrator, { authName: 'Elsewhere' });
      await expect(
        invite(stranger.uin, { policyType: 'Financial', permissionIds: [1, 2, 7] }),
      ).rejects.toMatchObject({ code: 'AddDelegatePayerNotAllow' });
      await expect(invite(stranger.uin, { relationAuthName: 'Elsewhere' })).resolves.toBeGreaterThan(0);
    });

    it('needs a name that is free and a department that exists', async () => {
      await expect(invite(guest.uin, { name: 'Northwind HQ' })).rejects.toMatchObject({
        code: 'OrganizationMemberNameUsed',
      });
      await expect(invite(guest.uin, { nodeId: 999_999 })).rejects.toMatchObject({
        code: 'OrganizationNodeNotExist',
      });
      await expect(invite(guest.uin, { name: 'x'.repeat(26) })).rejects.toMatchObject({
        kind: 'invalid-input',
      });
      expect(await rows()).toEqual([]);
    });
  });

  describe('being accepted', () => {
    it('makes the account a member, as the invitation said', async () => {
      const { nodeId } = await world.execute(addOrganizationNode, administrator, {
        ...{ parentNodeId: root, name: 'Guests' },
      });
      const finance = { policyType: 'Financial', permissionIds: [1, 2, 7] };
      await accept(await invite(guest.uin, { ...finance, nodeId, isAllowQuit: 'Allow' }));

      const { member } = await world.execute(getOrganizationMember, administrator, { memberUin: guest.uin });
      expect(member).toMatchObject({
        name: 'Our guest',
        nickName: 'Guest',
        memberType: 'Invite',
        nodePath: 'Root / Guests',
        payUin: String(adminUin),
        isAllowQuit: 'Allow',
      });
      expect(await received()).toEqual([]);
      expect(await sent()).toMatchObject([{ state: 'Accepted' }]);
    });

    it('counts once', async () => {
      const id = await invite();
      await accept(id);

      await expect(accept(id)).rejects.toMatchObject({ code: 'InvitationNotExist' });
      expect(await world.auditTrail()).toContain('organization:AcceptOrganizationInvitation');
    });

    it('leads to the root when the department is gone by then', async () => {
      const { nodeId } = await world.execute(addOrganizationNode, administrator, {
        ...{ parentNodeId: root, name: 'Guests' },
      });
      const id = await invite(guest.uin, { nodeId });
      await world.execute(deleteOrganizationNodes, administrator, { nodeId: [nodeId] });
      await accept(id);

      const { member } = await world.execute(getOrganizationMember, administrator, { memberUin: guest.uin });
      expect(member.nodePath).toBe('Root');
    });

    it('is refused when the entity is not known any more, or the name was taken meanwhile', async () => {
      const stranger = await standAlone(world, 'Stranger', 'Elsewhere');
      const authNode = { authName: 'Elsewhere' };
      const { relationId } = await world.execute(createOrganizationAuthNode, administrator, authNode);
      const id = await invite(stranger.uin);
      await world.execute(deleteOrganizationAuthNode, administrator, { relationId });
      await expect(accept(id, stranger)).rejects.toMatchObject({ code: 'AuthInfoNotSame' });

      const second = await invite(guest.uin, { name: 'Taken' });
      await invitedMember(world, administrator, { name: 'Taken', nodeId: root });
      await expect(accept(second)).rejects.toMatchObject({ code: 'OrganizationMemberNameUsed' });
      expect([await organizationOf(stranger.uin), await organizationOf(guest.uin)]).toEqual([null, null]);
      expect(await received()).toMatchObject([{ state: 'Pending' }]);
    });

    it('is refused to an account that has founded an organization of its own meanwhile', async () => {
      const id = await invite();
      await world.execute(createOrganization, guest, { name: 'Own' });

      await expect(accept(id)).rejects.toMatchObject({ code: 'OrganizationExistAlready' });
    });
  });

  describe('not being accepted', () => {
    it('is over once it is rejected, and the account may be invited again', async () => {
      const id = await invite();
      await world.execute(denyOrganizationInvitation, guest, { id });

      await expect(accept(id)).rejects.toMatchObject({ code: 'InvitationNotExist' });
      expect(await received()).toMatchObject([{ state: 'Rejected' }]);
      await expect(invite()).resolves.toBeGreaterThan(id);
    });

    it('is over once the organization takes it back', async () => {
      const id = await invite();
      await world.execute(cancelOrganizationInvitation, administrator, { id });

      await expect(accept(id)).rejects.toMatchObject({ code: 'InvitationNotExist' });
      await expect(world.execute(cancelOrganizationInvitation, administrator, { id })).rejects.toMatchObject({
        code: 'InvitationNotExist',
      });
      expect(await organizationOf(guest.uin)).toBeNull();
    });

    it('expires after 15 days, and not a second before', async () => {
      const id = await invite();
      world.clock.advance(days(15) - 1);
      expect(await received()).toMatchObject([{ state: 'Pending' }]);

      world.clock.advance(1);
      await expect(accept(id)).rejects.toMatchObject({ code: 'InvitationExpired' });
      await expect(world.execute(denyOrganizationInvitation, guest, { id })).rejects.toMatchObject({
        code: 'InvitationExpired',
      });
      await expect(world.execute(cancelOrganizationInvitation, administrator, { id })).rejects.toMatchObject({
        code: 'InvitationNotExist',
      });
      expect(await sent()).toMatchObject([{ state: 'Expired' }]);
      expect(await organizationOf(guest.uin)).toBeNull();
    });

    it('makes room for another one when it has expired', async () => {
      const first = await invite();
      world.clock.advance(days(15));
      const second = await invite();

      await expect(accept(first)).rejects.toMatchObject({ code: 'InvitationExpired' });
      await accept(second);
      expect((await sent()).map(({ state }) => state)).toEqual(['Accepted', 'Expired']);
    });
  });

  describe('on record', () => {
    it('is shown to both sides for three months', async () => {
      await invite();
      world.clock.advance(days(92) - 1);
      expect([await received(), await sent()]).toMatchObject([[{}], [{}]]);

      world.clock.advance(1);
      expect([await received(), await sent()]).toEqual([[], []]);
    });

    it('is found by name, uin and state', async () => {
      await invite();
      const other = await standAlone(world, 'Other');
      await world.execute(denyOrganizationInvitation, other, { id: await invite(other.uin) });

      expect(await sent(administrator, { status: 'Rejected' })).toMatchObject([{ uin: other.uin }]);
      expect(await sent(administrator, { searchKey: String(guest.uin) })).toMatchObject([{ uin: guest.uin }]);
      expect(await sent(administrator, { status: 'Expired' })).toEqual([]);
    });
  });

  it('is nobody else’s: no other account answers it, no other organization sees it', async () => {
    const id = await invite();
    const southwind = await foundSouthwind(world);
    const refused = { kind: 'not-found', code: 'InvitationNotExist' };

    await expect(accept(id, await standAlone(world, 'Somebody'))).rejects.toMatchObject(refused);
    await expect(accept(id, administrator)).rejects.toMatchObject(refused);
    await expect(
      world.execute(cancelOrganizationInvitation, southwind.administrator, { id }),
    ).rejects.toMatchObject(refused);
    expect(await sent(southwind.administrator)).toEqual([]);
    await expect(sent(guest)).rejects.toMatchObject({ kind: 'forbidden' });
  });
});
