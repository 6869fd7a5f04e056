import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import * as chains from '../chain-queries.ts';
import { accountFilter } from './account-event.ts';

export const exportEvents = defineAction({
  id: 'cloudaudit:ExportEvents',
  summary: 'Begin to carry the events about the own account away as a file, up to the last one now. Ours.',
  // Carrying the trail away is something that belongs into the trail.
  effect: 'write',
  allowed: ['principal'],
  permission: 'cloudaudit:DescribeEvents',
  input: z.object({ filter: accountFilter.default({}), format: z.enum(['ndjson', 'csv']) }),
  output: z.object({ after: z.int(), upTo: z.int() }),

  async run({ db }) {
    const { anchor, head } = await chains.find(db);
    return { after: anchor.sequence, upTo: head.sequence };
  },
});
