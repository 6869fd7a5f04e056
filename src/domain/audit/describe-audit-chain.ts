import { z } from 'zod';
import { defineAction } from '../../action/define-action.ts';
import { administeredOrganization } from '../organization/index.ts';
import { endText } from './chain.ts';
import * as chains from './chain-queries.ts';

export const describeAuditChain = defineAction({
  id: 'organization:DescribeAuditChain',
  summary: 'Tell how far the chain of audit records goes, and its head, to be kept elsewhere.',
  effect: 'read',
  allowed: ['principal'],
  delegable: { services: ['cloudaudit'], manages: 'all' },
  input: z.object({}),
  output: z.object({
    /** `sequence:hash` of the last record. */
    head: z.string(),
    sequence: z.int(),
    /** Records that were removed because their time was over. */
    removed: z.int(),
  }),

  async run({ db, actor }) {
    administeredOrganization(actor);
    const { anchor, head } = await chains.find(db);
    return { head: endText(head), sequence: head.sequence, removed: anchor.sequence };
  },
});
