import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { someAccountsNotFound, someUins } from '../accounts/account.ts';
import * as members from '../accounts/member-queries.ts';
import { recordChange } from '../changes/record-change.ts';
import * as memberships from '../membership/membership-queries.ts';
import { lockOwnOrganization } from '../organizations/organization.ts';
import { departmentNotFound } from './department.ts';
import * as departments from './department-queries.ts';
import { treeOf } from './department-tree.ts';

export const moveOrganizationNodeMembers = defineAction({
  id: 'organization:MoveOrganizationNodeMembers',
  summary: 'Move accounts into a department: all of them, or none.',
  effect: 'write',
  allowed: ['principal'],
  input: z.object({ nodeId: z.int(), memberUin: someUins }),
  output: z.object({}),

  async run(context, { nodeId: departmentId, memberUin }) {
    const { db, actor, now } = context;
    const { organizationId } = await lockOwnOrganization(db, actor);
    const tree = treeOf(await departments.list(db, organizationId));
    const target = tree.find(departmentId);
    if (!target) throw departmentNotFound(departmentId);
    const uins = [...new Set(memberUin)];
    const present = await members.present(db, organizationId, uins);
    const strangers = uins.filter((uin) => !present.some((member) => member.uin === uin));
    if (strangers.length > 0) throw someAccountsNotFound(strangers);

    const moving = present.filter((member) => member.departmentId !== departmentId);
    await memberships.move(db, organizationId, uins, departmentId, now);
    for (const { uin, name: accountName, departmentId: from } of moving) {
      await recordChange(context, organizationId, {
        ...{ kind: 'MemberMoved' as const, uin, accountName, departmentId, departmentName: target.name },
        ...{ former: tree.find(from)?.name, present: target.name },
      });
    }
    return {};
  },
});
