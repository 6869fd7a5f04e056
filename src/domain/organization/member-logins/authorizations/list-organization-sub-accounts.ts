import { z } from 'zod';
import { defineAction } from '../../../../action/define-action.ts';
import { camUsers } from '../../../cam/index.ts';
import { requireAdministrator } from '../../administrators/administrator.ts';
import { listingInput } from '../../organizations/listing.ts';

export const listOrganizationSubAccounts = defineAction({
  id: 'organization:ListOrganizationSubAccounts',
  summary: 'List the sub-users of the admin account, who may be authorized to log in to members. Ours.',
  effect: 'read',
  allowed: ['principal'],
  input: z.object({ ...listingInput, searchKey: z.string().max(256).default('') }),
  output: z.object({
    items: z.array(
      z.object({ orgSubAccountUin: z.int(), orgSubAccountName: z.string(), remark: z.string() }),
    ),
    total: z.int(),
  }),

  async run({ db, actor }, { offset, limit, searchKey: filter }) {
    const { uin } = requireAdministrator(actor);
    const { items, total } = await camUsers.list(db, uin, { filter, offset, maxResults: limit });
    return {
      items: items.map(({ userUin, userName, remark }) => ({
        orgSubAccountUin: userUin,
        orgSubAccountName: userName,
        remark,
      })),
      total,
    };
  },
});
