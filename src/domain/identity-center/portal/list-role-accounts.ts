import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { pageInput } from '../../../action/page.ts';
import { getEmployee } from './employee.ts';
import * as portal from './portal-queries.ts';
import { via } from './via.ts';

export const listRoleAccounts = defineAction({
  id: 'portal:ListRoleAccounts',
  summary: 'List the accounts a person may enter as a CAM role.',
  effect: 'read',
  allowed: ['employee'],
  input: z.object({ search: z.string().max(256).default(''), ...pageInput }),
  output: z.object({
    accounts: z.array(
      z.object({
        uin: z.int(),
        name: z.string(),
        isAdmin: z.boolean(),
        department: z.string(),
        configurationCount: z.int(),
        via: z.array(via),
      }),
    ),
    totalCounts: z.int(),
  }),

  async run({ db, actor }, search) {
    const { spaceId, userId } = await getEmployee(db, actor);
    const { items, total } = await portal.listRoleAccounts(db, spaceId, userId, search);
    return { accounts: items, totalCounts: total };
  },
});
