import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { getOwnSpace } from '../space/own-space.ts';
import { userFile } from './user-file.ts';
import { importOutcome, planImport } from './user-import.ts';

export const planUserImport = defineAction({
  id: 'organization:PlanUserImport',
  summary: 'Ours. Tell, line by line, what importing a CSV file of users would do; nothing is changed.',
  effect: 'read',
  allowed: ['principal'],
  delegable: { services: ['identitycenter'], manages: 'all' },
  permission: 'organization:ImportUsers',
  secret: ['csv'],
  input: z.object({ zoneId: z.string(), csv: userFile }),
  output: z.object(importOutcome),

  async run(context, { zoneId, csv }) {
    const space = await getOwnSpace(context.db, context.actor, zoneId);
    const { lines, counts } = await planImport(context, space, csv);
    return { lines, counts };
  },
});
