import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { pageInput } from '../../../action/page.ts';
import { getEmployee } from './employee.ts';
import { portalAccount } from './portal-account.ts';
import * as portal from './portal-queries.ts';

export const listRoleAccounts = defineAction({
  id: 'portal:ListRoleAccounts',
  summary: 'List the accounts a person may enter as a CAM role.',
  effect: 'read',
  allowed: ['employee'],
  input: z.object({ search: z.string().max(256).default(''), ...pageInput }),
  output: z.object({
    accounts: z.array(portalAccount.extend({ configurationCount: z.int() })),
    totalCounts: z.int(),
  }),

  async run({ db, actor, now }, search) {
    const { spaceId, userId } = await getEmployee(db, actor);
    const { items, total } = await portal.listRoleAccounts(db, spaceId, { userId, now }, search);
    return { accounts: items, totalCounts: total };
  },
});
