import type { ActionContext } from '../../../action/define-action.ts';
import * as organizations from '../organizations/organization-queries.ts';
import { authorizationDocument } from './authorizations/authorization.ts';
import * as authorizationPolicies from './authorizations/authorization-policy.ts';
import * as authorizations from './authorizations/authorization-queries.ts';
import * as contacts from './contacts/contact-queries.ts';
import * as delegatedAdministrators from './delegated-administrators/delegated-administrator-queries.ts';
import { roleNameOf } from './login-permissions/login-permission.ts';
import * as memberPermissions from './member-permissions/member-permission-queries.ts';
import { removeMemberRole } from './member-permissions/member-role.ts';

type Context = Pick<ActionContext, 'db' | 'now'>;

/**
 * A member has left: nobody comes to it from the admin account any more, and it administers nothing. The policies that
 * named its roles name them no longer, so that they open nothing should the account ever come back.
 */
export async function forgetMember({ db, now }: Context, organizationId: number, uin: number): Promise<void> {
  const organization = await organizations.find(db, organizationId);
  if (!organization) return;
  for (const policyId of await authorizations.listIdsAbout(db, organizationId, uin)) {
    await withoutMember({ db, now }, organizationId, organization.adminUin, policyId, uin);
  }
  for (const loginPermissionId of await memberPermissions.removeAll(db, organizationId, uin)) {
    await removeMemberRole(db, uin, loginPermissionId);
  }
  await contacts.removeAll(db, organizationId, uin);
  await delegatedAdministrators.removeMember(db, organizationId, uin);
}

/** An authorization about nobody is none. */
async function withoutMember(
  { db, now }: Context,
  organizationId: number,
  adminUin: number,
  policyId: number,
  uin: number,
): Promise<void> {
  await authorizations.hold(db, organizationId, policyId);
  const authorization = await authorizations.find(db, organizationId, policyId);
  if (!authorization) return;
  const { description, loginPermissionId, members } = authorization;
  const uins = members.map((member) => member.uin).filter((member) => member !== uin);
  await authorizations.update(db, organizationId, { policyId, description, loginPermissionId, uins }, now);
  if (uins.length > 0) {
    const document = authorizationDocument(uins, roleNameOf(loginPermissionId));
    await authorizationPolicies.rewrite(db, adminUin, policyId, { description, document }, now);
  } else {
    await authorizations.remove(db, organizationId, policyId);
    await authorizationPolicies.remove(db, adminUin, policyId);
  }
}
