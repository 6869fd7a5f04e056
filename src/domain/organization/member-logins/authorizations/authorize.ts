import type { ActionContext } from '../../../../action/define-action.ts';
import type { Administrator } from '../../administrators/administrator.ts';
import { roleNameOf } from '../login-permissions/login-permission.ts';
import { notConfigured } from '../member-permissions/member-permission.ts';
import * as memberPermissions from '../member-permissions/member-permission-queries.ts';
import { getHeldMember, getMember, requireFewMembers } from '../members.ts';
import {
  type Authorization,
  authorizationDocument,
  authorizationNameUsed,
  authorizationNotFound,
} from './authorization.ts';
import * as authorizationPolicies from './authorization-policy.ts';
import * as authorizations from './authorization-queries.ts';

type Context = Pick<ActionContext, 'db' | 'now'>;
type Admin = Pick<Administrator, 'organizationId' | 'uin'>;

interface Wanted {
  memberUins: readonly number[];
  loginPermissionId: number;
  description: string;
}

/** An authorization that nobody has yet: a policy of the admin account about these members' roles. */
export async function createAuthorization(
  { db, now }: Context,
  admin: Admin,
  { name, ...wanted }: Wanted & { name: string },
): Promise<number> {
  const { uins, document } = await aboutMembers(db, admin, wanted);
  const { loginPermissionId, description } = wanted;
  const policyId = await authorizationPolicies.create(db, admin, { name, description, document }, now);
  if (policyId === undefined) throw authorizationNameUsed(name);
  const authorization = { policyId, name, description, loginPermissionId, uins };
  await authorizations.insert(db, admin.organizationId, authorization, now);
  return policyId;
}

/** The same policy about other members or another permission. Whoever has it, has it so from now on. */
export async function changeAuthorization(
  { db, now }: Context,
  admin: Admin,
  { policyId, ...wanted }: Wanted & { policyId: number },
): Promise<void> {
  const { organizationId } = admin;
  await getHeldAuthorization(db, organizationId, policyId);
  const { uins, document } = await aboutMembers(db, admin, wanted);
  const { loginPermissionId, description } = wanted;
  await authorizationPolicies.rewrite(db, admin.uin, policyId, { description, document }, now);
  await authorizations.update(db, organizationId, { policyId, description, loginPermissionId, uins }, now);
}

/** Only a permission that all of the members have: the intersection of theirs. */
async function aboutMembers(
  db: Context['db'],
  { organizationId }: Admin,
  { memberUins, loginPermissionId }: Wanted,
): Promise<{ uins: number[]; document: string }> {
  const uins = requireFewMembers(memberUins);
  for (const uin of uins) await getHeldMember(db, organizationId, uin);
  const having = await memberPermissions.hold(db, organizationId, uins, loginPermissionId);
  const lacking = uins.find((uin) => !having.includes(uin));
  if (lacking !== undefined) throw notConfigured(lacking);
  return { uins, document: authorizationDocument(uins, roleNameOf(loginPermissionId)) };
}

/** The authorization, which nobody else changes, grants or deletes until the transaction ends. */
export async function getHeldAuthorization(
  db: Context['db'],
  organizationId: number,
  policyId: number,
): Promise<Authorization> {
  const isThere = await authorizations.hold(db, organizationId, policyId);
  const authorization = isThere && (await authorizations.find(db, organizationId, policyId));
  if (!authorization) throw authorizationNotFound(policyId);
  return authorization;
}

/** An authorization that is about this member, among others. */
export async function getAuthorizationOf(
  db: Context['db'],
  organizationId: number,
  policyId: number,
  memberUin: number,
): Promise<Authorization> {
  const { uin } = await getMember(db, organizationId, memberUin);
  const authorization = await authorizations.find(db, organizationId, policyId);
  if (!authorization?.members.some((member) => member.uin === uin)) throw authorizationNotFound(policyId);
  return authorization;
}
