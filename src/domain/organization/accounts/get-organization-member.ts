import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { rootUsers } from '../../cam/index.ts';
import { requireAdministrator } from '../administrators/administrator.ts';
import * as departments from '../departments/department-queries.ts';
import { treeOf } from '../departments/department-tree.ts';
import * as financeChanges from '../finance-changes/finance-change-queries.ts';
import { accountNotFound } from './account.ts';
import { memberItem, toMemberItem, toPermissions } from './member-item.ts';
import * as members from './member-queries.ts';

export const getOrganizationMember = defineAction({
  id: 'organization:GetOrganizationMember',
  summary: 'Show one account of the organization, and the change of its finance that waits for confirmation.',
  effect: 'read',
  allowed: ['principal'],
  input: z.object({ memberUin: z.int() }),
  output: z.object({
    uin: z.int(),
    name: z.string(),
    remark: z.string(),
    joinTime: z.date(),
    nodeId: z.int(),
    nodeName: z.string(),
    parentNodeId: z.int(),
    /** Ours: all that is known of it. */
    member: memberItem.extend({
      hasRootUser: z.boolean(),
      pendingChange: z
        .object({ orgPermission: memberItem.shape.orgPermission, requestTime: z.date() })
        .optional(),
    }),
  }),

  async run({ db, actor }, { memberUin: uin }) {
    const { organizationId } = requireAdministrator(actor);
    const member = await members.find(db, organizationId, uin);
    if (!member) throw accountNotFound(uin);
    const tree = treeOf(await departments.list(db, organizationId));
    const pending = await financeChanges.findOpen(db, uin);
    const department = tree.find(member.departmentId);
    return {
      uin,
      name: member.name,
      remark: member.remark,
      joinTime: member.joinTime,
      nodeId: member.departmentId,
      nodeName: department?.name ?? '',
      parentNodeId: department?.parentId ?? 0,
      member: {
        ...toMemberItem(member, tree),
        hasRootUser: (await rootUsers.find(db, uin)) !== undefined,
        ...(pending && {
          pendingChange: {
            orgPermission: toPermissions(pending.present.permissionIds),
            requestTime: pending.requestTime,
          },
        }),
      },
    };
  },
});
