import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { pageInput } from '../../../action/page.ts';
import { roleArn } from '../../cam/index.ts';
import {
  loginPermissions,
  memberPermissions,
  requireAdministrator,
  roleNameOf,
} from '../../organization/index.ts';
import { authorityOf } from '../authorization/authority.ts';
import { judge } from '../authorization/judge.ts';

export const listMemberLogins = defineAction({
  id: 'sts:ListMemberLogins',
  summary: 'List the members that the caller may enter, each with the login permissions to choose from.',
  effect: 'read',
  allowed: ['principal'],
  permission: 'none',
  input: z.object({ ...pageInput, filter: z.string().max(256).default('') }),
  output: z.object({
    items: z.array(
      z.object({
        memberUin: z.int(),
        memberName: z.string(),
        identities: z.array(z.object({ identityId: z.int(), identityAliasName: z.string() })),
      }),
    ),
    total: z.int(),
  }),

  /** The same question that entering asks, of every role there is to enter. */
  async run(context, { offset, maxResults, filter }) {
    const caller = requireAdministrator(context.actor);
    const { db } = context;
    const authority = await authorityOf(context, caller);
    const configured = await memberPermissions.list(db, caller.organizationId, {});
    const open = [];
    for (const one of configured) {
      if (!`${one.memberName}\n${one.uin}`.toLowerCase().includes(filter.toLowerCase())) continue;
      const resource = roleArn(one.uin, roleNameOf(one.loginPermissionId));
      const asked = { action: 'sts:AssumeRole', resource, isGrantedByOwner: true };
      if ((await judge(context, caller, authority, asked)).allowed) open.push(one);
    }

    const names = new Map(
      (await loginPermissions.list(db, caller.organizationId)).map((one) => [
        one.loginPermissionId,
        one.name,
      ]),
    );
    const members = [...Map.groupBy(open, ({ uin }) => uin).values()].map((ofOne) => ({
      memberUin: ofOne[0]?.uin ?? 0,
      memberName: ofOne[0]?.memberName ?? '',
      identities: ofOne.map(({ loginPermissionId }) => ({
        identityId: loginPermissionId,
        identityAliasName: names.get(loginPermissionId) ?? '',
      })),
    }));
    return { items: members.slice(offset, offset + maxResults), total: members.length };
  },
});
