import type { Request } from 'express';
import type { Execute } from '../../action/execute.ts';
import { getCamGroup } from '../../domain/cam/groups/get-group.ts';
import { listUsersForGroup } from '../../domain/cam/groups/list-users-for-group.ts';
import { attachGroupPolicy } from '../../domain/cam/policies/attach-group-policy.ts';
import { detachGroupPolicy } from '../../domain/cam/policies/detach-group-policy.ts';
import { listAttachedGroupPolicies } from '../../domain/cam/policies/list-attached-group-policies.ts';
import { ifAllowed } from './inside-account.ts';
import { everything } from './page-of-list.ts';
import type { PolicyHolder } from './policy-holder-pages.ts';
import { principalOf } from './signed-in.ts';
import { userHref } from './user-view.ts';

export const groupHref = (groupId: number): string => `/account-console/groups/${groupId}`;

/** A user group with its members, of whom there are a hundred at most, and its policies. */
export async function describeGroup(execute: Execute, req: Request) {
  const principal = principalOf(req);
  const groupId = Number(req.params.groupId);
  const group = await execute(getCamGroup, principal, { groupId });
  const members = await ifAllowed(execute(listUsersForGroup, principal, { groupId, ...everything }));
  const attached = await ifAllowed(
    execute(listAttachedGroupPolicies, principal, { targetGroupId: groupId, ...everything }),
  );
  return {
    group,
    title: group.groupName,
    hidden: { groupId: String(groupId) },
    href: groupHref(groupId),
    values: group,
    members: members?.userInfo.map((member) => ({ ...member, href: userHref(member.name) })),
    memberUins: members?.userInfo.map(({ uin }) => uin) ?? [],
    attached: attached?.list,
  };
}

/** A user group as one that has policies. */
export const groupAsHolder = (execute: Execute): PolicyHolder => ({
  path: '/groups/:groupId',
  section: 'groups',
  view: 'account-console/groups/show',
  describe: (req) => describeGroup(execute, req),
  attach: { action: attachGroupPolicy, input: ({ params }) => ({ attachGroupId: Number(params.groupId) }) },
  detach: { action: detachGroupPolicy, input: ({ params }) => ({ detachGroupId: Number(params.groupId) }) },
});
