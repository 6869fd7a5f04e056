import { type Principal, systemActor } from '../../src/action/actor.ts';
import { openAccount } from '../../src/domain/organization/accounts/open-account.ts';
import { acceptOrganizationInvitation } from '../../src/domain/organization/invitations/accept-organization-invitation.ts';
import { inviteOrganizationMember } from '../../src/domain/organization/invitations/invite-organization-member.ts';
import { foundSpace, rootPassword, type World } from './world.ts';

/** The root user of an account that belongs to no organization, and is verified as that enterprise. */
export async function standAlone(world: World, accountName: string, authName = 'Northwind') {
  const { uin } = await world.execute(openAccount, systemActor, {
    accountName,
    authName,
    email: `root-of-${(await world.auditTrail()).length}@accounts.example`,
    password: rootPassword,
  });
  return { kind: 'principal', uin, identity: { type: 'root' } } satisfies Principal;
}

/** An account that stood alone, was invited and accepted. */
export async function invitedMember(
  world: World,
  administrator: Principal,
  invitation: { name: string; nodeId: number; authName?: string; isAllowQuit?: 'Allow' | 'Denied' },
) {
  const { authName, ...rest } = invitation;
  const account = await standAlone(world, rest.name, authName);
  const { id } = await world.execute(inviteOrganizationMember, administrator, {
    memberUin: account.uin,
    ...rest,
  });
  await world.execute(acceptOrganizationInvitation, account, { id });
  return account;
}

/** Another organization on the same installation. */
export const foundSouthwind = (world: World) =>
  foundSpace(world, {
    organizationName: 'Southwind',
    spaceName: 'southwind',
    email: 'root@southwind.example',
  });

export const days = (count: number): number => count * 24 * 3600;
