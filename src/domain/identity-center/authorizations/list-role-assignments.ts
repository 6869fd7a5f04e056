import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { pageInput } from '../../../action/page.ts';
import { getOwnSpace } from '../space/own-space.ts';
import { authorization } from './authorization.ts';
import * as authorizations from './authorization-queries.ts';

export const listRoleAssignments = defineAction({
  id: 'organization:ListRoleAssignments',
  summary: 'List who is authorized in which account as what.',
  effect: 'read',
  allowed: ['principal'],
  input: z.object({
    zoneId: z.string(),
    filter: z.string().max(256).default(''),
    principalId: z.string().optional(),
    roleConfigurationId: z.string().optional(),
    ...pageInput,
  }),
  output: z.object({ roleAssignments: z.array(authorization), totalCounts: z.int() }),

  async run({ db, actor }, { zoneId, ...listing }) {
    const { spaceId } = await getOwnSpace(db, actor, zoneId);
    const { items, total } = await authorizations.list(db, spaceId, listing);
    return { roleAssignments: items, totalCounts: total };
  },
});
