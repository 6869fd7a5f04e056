import type { Principal } from '../../../action/actor.ts';
import { DomainError } from '../../../action/domain-error.ts';
import type { Transaction } from '../../../platform/database/database.ts';
import { type Role, roleArn } from '../../cam/index.ts';
import { type TrustedPrincipal, type TrustRequest, trusts } from '../../policy/index.ts';
import { roleNotFound } from '../sessions/role-refusals.ts';
import { findNamed, type NamedRole } from './role-arn.ts';

/**
 * What policies call the role, however the caller named it: a policy that denies a name must not be got around by
 * its id. Roles of another account go by name, because whoever asks by id would be told the name.
 */
export async function permittedRole(db: Transaction, caller: Principal, named: NamedRole): Promise<string> {
  const { uin, roleName, roleId = '' } = named;
  if (roleName !== undefined) return roleArn(uin, roleName);
  if (uin !== caller.uin) throw roleOfAnother();
  const role = await findNamed(db, named);
  if (!role) throw roleNotFound(roleId);
  return roleArn(uin, role.roleName);
}

/**
 * The role, which must trust the caller; that the caller may ask for it is another matter, and decided before.
 * In another account a role that does not trust and one that does not exist are refused alike, so that nobody can
 * find out which roles an account has.
 */
export async function getTrustingRole(
  db: Transaction,
  caller: Principal,
  named: NamedRole,
  context: TrustRequest['context'],
): Promise<Role> {
  const role = await findTrustingRole(db, caller, named, context);
  if (role) return role;
  if (named.uin === caller.uin && !(await findNamed(db, named)))
    throw roleNotFound(named.roleName ?? named.roleId ?? '');
  throw notTrusted();
}

/** Undefined when there is no such role, and when it does not trust the caller. */
export async function findTrustingRole(
  db: Transaction,
  caller: Principal,
  named: NamedRole,
  context: TrustRequest['context'],
): Promise<Role | undefined> {
  const role = await findNamed(db, named);
  return role && isTrusted(role, caller, context) ? role : undefined;
}

export const assumeRoleAction = 'sts:AssumeRole';

const isTrusted = ({ trustPolicy }: Role, caller: Principal, context: TrustRequest['context']): boolean =>
  trusts(trustPolicy, { action: assumeRoleAction, principal: trustedPrincipalOf(caller), context });

/** What trust policies call the caller. They have no name for a role, so a role counts as somebody of its account. */
function trustedPrincipalOf({ uin: ownerUin, identity }: Principal): TrustedPrincipal {
  if (identity.type === 'root') return { kind: 'root', ownerUin };
  if (identity.type === 'role') return { kind: 'uin', ownerUin, uin: nobody };
  const isOfRoot = identity.type === 'federated-user' && identity.userName === undefined;
  return isOfRoot ? { kind: 'root', ownerUin } : { kind: 'uin', ownerUin, uin: identity.userUin };
}

/** No CAM user has this uin. */
const nobody = 0;

const notTrusted = () =>
  new DomainError(
    'forbidden',
    'UnauthorizedOperation',
    'There is no such role that trusts you to assume it.',
  );

const roleOfAnother = () =>
  new DomainError(
    'invalid-input',
    'ParamError',
    'Name a role of another account by its name, not by its id.',
  );
