import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { memberItem, toPermissions } from '../accounts/member-item.ts';
import { requireAdministrator } from '../administrators/administrator.ts';
import { listingInput } from '../organizations/listing.ts';
import { financeChangeStates } from './finance-change.ts';
import * as financeChanges from './finance-change-queries.ts';

const permissions = memberItem.shape.orgPermission;

export const describeOrganizationPermissionChanges = defineAction({
  id: 'organization:DescribeOrganizationPermissionChanges',
  summary: 'List the changes of members’ finance, and whether the member confirmed them.',
  effect: 'read',
  allowed: ['principal'],
  input: z.object({ ...listingInput, searchKey: z.string().max(256).default('') }),
  output: z.object({
    total: z.int(),
    items: z.array(
      z.object({
        changeId: z.int(),
        memberUin: z.int(),
        name: z.string(),
        former: permissions,
        present: permissions,
        status: z.enum(financeChangeStates),
        createTime: z.date(),
        decideTime: z.date().nullable(),
      }),
    ),
  }),

  async run({ db, actor }, { searchKey: text, offset, limit }) {
    const { organizationId } = requireAdministrator(actor);
    const { items, total } = await financeChanges.page(db, organizationId, { text, offset, limit });
    return {
      total,
      items: items.map((change) => ({
        changeId: change.changeId,
        memberUin: change.uin,
        name: change.accountName,
        former: toPermissions(change.former.permissionIds),
        present: toPermissions(change.present.permissionIds),
        status: change.state,
        createTime: change.requestTime,
        decideTime: change.decideTime,
      })),
    };
  },
});
