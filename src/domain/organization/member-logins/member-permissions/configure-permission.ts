import type { ActionContext } from '../../../../action/define-action.ts';
import type { Administrator } from '../../administrators/administrator.ts';
import * as authorizations from '../authorizations/authorization-queries.ts';
import type { LoginPermission } from '../login-permissions/login-permission.ts';
import { getHeldMember } from '../members.ts';
import {
  alreadyConfigured,
  notConfigured,
  siteNotServed,
  usedByAuthorizations,
} from './member-permission.ts';
import * as memberPermissions from './member-permission-queries.ts';
import { hasMemberRole, putMemberRole, removeMemberRole } from './member-role.ts';

type Context = Pick<ActionContext, 'db' | 'now'>;
type Admin = Pick<Administrator, 'organizationId' | 'uin'>;

/**
 * Makes the permission's role in a member. Where it was made before and is as it should be, that is refused; where it is
 * not (somebody deleted it, or its job failed), it is made again.
 */
export async function configurePermission(
  context: Context,
  admin: Admin,
  uin: number,
  permission: LoginPermission,
): Promise<void> {
  const { db, now } = context;
  const { organizationId } = admin;
  const { loginPermissionId } = permission;
  const member = await getHeldMember(db, organizationId, uin);
  requireServedSite(member);
  const present = await memberPermissions.find(db, organizationId, uin, loginPermissionId);
  if (present?.isCurrent && (await hasMemberRole(db, uin, loginPermissionId)))
    throw alreadyConfigured(permission.name, member.name);

  await putMemberRole(context, admin, uin, permission);
  await memberPermissions.put(db, organizationId, { uin: uin, loginPermissionId }, now);
}

/** Takes the role away again, unless sub-users are authorized to become it. */
export async function removePermission(
  { db }: Context,
  { organizationId }: Admin,
  uin: number,
  loginPermissionId: number,
): Promise<void> {
  const member = await getHeldMember(db, organizationId, uin);
  const present = await memberPermissions.findAlone(db, organizationId, uin, loginPermissionId);
  if (!present) throw notConfigured(uin);
  requireServedSite(member);
  const used = await authorizations.listNamesUsing(db, organizationId, uin, loginPermissionId);
  if (used.length > 0) throw usedByAuthorizations(used);

  await removeMemberRole(db, uin, loginPermissionId);
  await memberPermissions.remove(db, organizationId, uin, loginPermissionId);
}

function requireServedSite({ name, cloudSite }: { name: string; cloudSite: string }): void {
  if (cloudSite !== 'local') throw siteNotServed(name, cloudSite);
}
