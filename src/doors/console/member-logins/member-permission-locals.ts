import type { Request } from 'express';
import type { Execute } from '../../../action/execute.ts';
import { accountNotFound } from '../../../domain/organization/accounts/account.ts';
import { describeOrganizationMemberPolicies } from '../../../domain/organization/member-logins/authorizations/describe-organization-member-policies.ts';
import { listOrganizationIdentity } from '../../../domain/organization/member-logins/login-permissions/list-organization-identity.ts';
import { administratorOf } from '../administrator-session.ts';
import { toPermission } from './login-permission-form.ts';
import { membersOf } from './member-choice.ts';

type Members = Awaited<ReturnType<typeof membersOf>>;

/** Every login permission, with how many of these members have it and whether it was chosen. */
export async function permissionChoices(
  execute: Execute,
  req: Request,
  members: Members,
  chosenIds: readonly number[],
) {
  const { items } = await execute(listOrganizationIdentity, administratorOf(req), { limit: 50 });
  return items.map(toPermission).map((permission) => ({
    ...permission,
    isChosen: chosenIds.includes(permission.id),
    having: members.filter(({ identities }) =>
      identities.some(({ identityId }) => identityId === permission.id),
    ).length,
  }));
}

export async function describeMember(execute: Execute, req: Request, memberUin: number) {
  const [member] = await membersOf(execute, req, [memberUin]);
  if (!member) throw accountNotFound(memberUin);
  const { items: policies } = await execute(describeOrganizationMemberPolicies, administratorOf(req), {
    memberUin,
    limit: 50,
  });
  return { member, policies };
}
