import type { Request } from 'express';
import type { Execute } from '../../action/execute.ts';
import { deleteRolePermissionsBoundary } from '../../domain/cam/boundaries/delete-role-permissions-boundary.ts';
import { getRolePermissionBoundary } from '../../domain/cam/boundaries/get-role-permission-boundary.ts';
import { putRolePermissionsBoundary } from '../../domain/cam/boundaries/put-role-permissions-boundary.ts';
import { attachRolePolicy } from '../../domain/cam/policies/attach-role-policy.ts';
import { detachRolePolicy } from '../../domain/cam/policies/detach-role-policy.ts';
import { listAttachedRolePolicies } from '../../domain/cam/policies/list-attached-role-policies.ts';
import { getRole } from '../../domain/cam/roles/get-role.ts';
import { partiesOf, type TrustPolicy } from '../../domain/cam/roles/trust-policy.ts';
import { boundaryIfAny } from './boundary-view.ts';
import { ifAllowed } from './inside-account.ts';
import { everything } from './page-of-list.ts';
import type { PolicyHolder } from './policy-holder-pages.ts';
import { principalOf } from './signed-in.ts';

export const roleHref = (roleName: string): string =>
  `/account-console/roles/${encodeURIComponent(roleName)}`;

/** Everybody whom a role's trust policy names. */
export const trustedBy = ({ policyDocument }: { policyDocument: string }) =>
  partiesOf(JSON.parse(policyDocument) as TrustPolicy);

/** A role with its policies, and with what its trust policy says in short. */
export async function describeRole(execute: Execute, req: Request) {
  const principal = principalOf(req);
  const { roleInfo } = await execute(getRole, principal, { roleName: req.params.roleName });
  const { roleName } = roleInfo;
  const attached = await ifAllowed(execute(listAttachedRolePolicies, principal, { roleName, ...everything }));
  const boundary = await boundaryIfAny(execute(getRolePermissionBoundary, principal, { roleName }));
  return {
    role: { ...roleInfo, policyDocument: JSON.stringify(JSON.parse(roleInfo.policyDocument), null, 2) },
    title: roleName,
    isFixed: roleInfo.spaceId !== null || roleInfo.roleType === 'service_linked',
    hidden: {},
    href: roleHref(roleName),
    parties: trustedBy(roleInfo),
    values: roleInfo,
    attached: attached?.list,
    boundary,
  };
}

/** A role as one that has policies. */
export const roleAsHolder = (execute: Execute): PolicyHolder => ({
  path: '/roles/:roleName',
  section: 'roles',
  view: 'account-console/roles/show',
  describe: (req) => describeRole(execute, req),
  attach: { action: attachRolePolicy, input: ({ params }) => ({ attachRoleName: params.roleName }) },
  detach: { action: detachRolePolicy, input: ({ params }) => ({ detachRoleName: params.roleName }) },
  putBoundary: { action: putRolePermissionsBoundary, input: ({ params: { roleName } }) => ({ roleName }) },
  deleteBoundary: {
    action: deleteRolePermissionsBoundary,
    input: ({ params: { roleName } }) => ({ roleName }),
  },
});
