import type { Principal } from '../../src/action/actor.ts';
import { addCamUser } from '../../src/domain/cam/users/add-user.ts';
import { createOrganizationMember } from '../../src/domain/organization/accounts/create-organization-member.ts';
import { registerOrganizationMember } from '../../src/domain/organization/accounts/register-organization-member.ts';
import { createOrganizationMembersPolicy } from '../../src/domain/organization/member-logins/authorizations/create-organization-members-policy.ts';
import { createOrganizationIdentity } from '../../src/domain/organization/member-logins/login-permissions/create-organization-identity.ts';
import { roleNameOf } from '../../src/domain/organization/member-logins/login-permissions/login-permission.ts';
import { createOrganizationMemberAuthIdentity } from '../../src/domain/organization/member-logins/member-permissions/create-organization-member-auth-identity.ts';
import { foundSpace, newWorld, type World } from './world.ts';

export const admin = 1;
export const readOnly = [{ policyId: 2 }];
export const southwind = {
  organizationName: 'Southwind',
  spaceName: 'southwind',
  email: 'root@southwind.example',
};

/** A CAM policy that CAM would take. */
export const document = (action = 'cvm:Describe*', resource = '*') =>
  JSON.stringify({
    version: '2.0',
    statement: [{ effect: 'allow', action: [action], resource: [resource] }],
  });

export type Company = Awaited<ReturnType<typeof openCompany>>;

/** An organization with members named `web`, `shop` and `data`, all with Admin, and one more in a real cloud. */
export async function openCompany(world?: World, names = {}) {
  const at = world ?? (await newWorld());
  const founded = await foundSpace(at, names);
  const { administrator, rootDepartmentId: nodeId } = founded;
  const member = async (name: string) =>
    (await at.execute(createOrganizationMember, administrator, { name, nodeId })).uin;
  const register = async (memberUin: number) => {
    const real = { memberUin, name: 'real', nodeId, cloudSite: 'tencent-cn' };
    return (await at.execute(registerOrganizationMember, administrator, real)).uin;
  };
  return {
    ...founded,
    world: at,
    member,
    web: await member('web'),
    shop: await member('shop'),
    data: await member('data'),
    real: await register(900_000_000_000 + founded.organizationId),
    ...shortcuts(at, administrator),
  };
}

/** Short ways to the things most tests need, through the actions administrators use. */
function shortcuts(world: World, administrator: Principal) {
  return {
    permission: async (identityAliasName: string, identityPolicy: object[] = readOnly) =>
      (await world.execute(createOrganizationIdentity, administrator, { identityAliasName, identityPolicy }))
        .identityId,
    configure: (memberUins: number[], identityIds: number[]) =>
      world.execute(createOrganizationMemberAuthIdentity, administrator, { memberUins, identityIds }),
    subUser: async (name: string) =>
      (await world.execute(addCamUser, administrator, { name, consoleLogin: 1 })).uin,
    policy: async (policyName: string, identityId: number, memberUins: number[]) =>
      (
        await world.execute(createOrganizationMembersPolicy, administrator, {
          policyName,
          identityId,
          memberUins,
        })
      ).policyId,
  };
}

/** The role that a login permission is in a member: whom it trusts, and the ids of its policies. */
export async function roleOf({ db }: World, uin: number, identityId: number) {
  const role = await db
    .selectFrom('cam_roles')
    .selectAll()
    .where('uin', '=', uin)
    .where('role_name', '=', roleNameOf(identityId))
    .executeTakeFirst();
  if (!role) return undefined;
  const attached = await db
    .selectFrom('cam_policy_attachments')
    .select('policy_id')
    .where('uin', '=', uin)
    .where('principal_id', '=', role.role_id)
    .orderBy('policy_id')
    .execute();
  return { ...role, policies: attached.map((row) => row.policy_id) };
}

/** All that member logins store, for comparing before and after. */
export async function everythingOf({ db }: World) {
  return {
    permissions: await db
      .selectFrom('login_permissions')
      .selectAll()
      .orderBy('login_permission_id')
      .execute(),
    presets: await db.selectFrom('login_permission_policies').selectAll().orderBy('policy_id').execute(),
    configured: await db.selectFrom('member_login_permissions').selectAll().orderBy('uin').execute(),
    authorizations: await db.selectFrom('login_authorizations').selectAll().orderBy('policy_id').execute(),
    members: await db.selectFrom('login_authorization_members').selectAll().orderBy('uin').execute(),
    contacts: await db.selectFrom('member_contacts').selectAll().orderBy('contact_id').execute(),
    delegated: await db.selectFrom('delegated_administrators').selectAll().orderBy('uin').execute(),
    roles: await db.selectFrom('cam_roles').selectAll().orderBy('role_id').execute(),
    policies: await db.selectFrom('cam_policies').selectAll().orderBy('policy_id').execute(),
    attachments: await db.selectFrom('cam_policy_attachments').selectAll().orderBy('attached_at').execute(),
  };
}
