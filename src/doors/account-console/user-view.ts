import type { Request } from 'express';
import type { Execute } from '../../action/execute.ts';
import { listAccessKeys } from '../../domain/cam/access-keys/list-access-keys.ts';
import { deleteUserPermissionsBoundary } from '../../domain/cam/boundaries/delete-user-permissions-boundary.ts';
import { getUserPermissionBoundary } from '../../domain/cam/boundaries/get-user-permission-boundary.ts';
import { putUserPermissionsBoundary } from '../../domain/cam/boundaries/put-user-permissions-boundary.ts';
import { listGroupsForUser } from '../../domain/cam/groups/list-groups-for-user.ts';
import { attachUserPolicy } from '../../domain/cam/policies/attach-user-policy.ts';
import { detachUserPolicy } from '../../domain/cam/policies/detach-user-policy.ts';
import { listAttachedUserPolicies } from '../../domain/cam/policies/list-attached-user-policies.ts';
import { camUserArn } from '../../domain/cam/users/cam-user.ts';
import { getCamUser } from '../../domain/cam/users/get-user.ts';
import { boundaryIfAny } from './boundary-view.ts';
import { ifAllowed } from './inside-account.ts';
import { everything } from './page-of-list.ts';
import type { PolicyHolder } from './policy-holder-pages.ts';
import { principalOf } from './signed-in.ts';

export const userHref = (name: string): string => `/account-console/users/${encodeURIComponent(name)}`;

/** A CAM user with all that belongs to it, as far as the reader may see it. */
export async function describeUser(execute: Execute, req: Request) {
  const principal = principalOf(req);
  const user = await execute(getCamUser, principal, { name: req.params.name });
  const { uin } = user;
  const keys = await ifAllowed(execute(listAccessKeys, principal, { targetUin: uin }));
  const groups = await ifAllowed(execute(listGroupsForUser, principal, { subUin: uin }));
  const attached = await ifAllowed(
    execute(listAttachedUserPolicies, principal, { targetUin: uin, ...everything }),
  );
  const boundary = await boundaryIfAny(execute(getUserPermissionBoundary, principal, { targetUin: uin }));
  return {
    user,
    title: user.name,
    arn: camUserArn(principal.uin, uin),
    hidden: { uin: String(uin) },
    href: userHref(user.name),
    values: user,
    keys: keys?.accessKeys,
    groups: groups?.groupInfo,
    attached: attached?.list,
    boundary,
  };
}

/** A CAM user as one who has policies. */
export const userAsHolder = (execute: Execute): PolicyHolder => ({
  path: '/users/:name',
  section: 'users',
  view: 'account-console/users/show',
  describe: (req) => describeUser(execute, req),
  attach: { action: attachUserPolicy, input: ({ body }) => ({ attachUin: Number(body.uin) }) },
  detach: { action: detachUserPolicy, input: ({ body }) => ({ detachUin: Number(body.uin) }) },
  putBoundary: { action: putUserPermissionsBoundary, input: ({ body }) => ({ targetUin: Number(body.uin) }) },
  deleteBoundary: {
    action: deleteUserPermissionsBoundary,
    input: ({ body }) => ({ targetUin: Number(body.uin) }),
  },
});
