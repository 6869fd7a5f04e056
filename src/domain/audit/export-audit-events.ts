import { z } from 'zod';
import { defineAction } from '../../action/define-action.ts';
import { administeredOrganization } from '../organization/index.ts';
import { auditFilter } from './audit-filter.ts';
import * as chains from './chain-queries.ts';

export const exportAuditEvents = defineAction({
  id: 'organization:ExportAuditEvents',
  summary: 'Begin to carry audit records away as a file: from the oldest to the one that is the last now.',
  // Carrying the trail away is something that belongs into the trail.
  effect: 'write',
  allowed: ['principal'],
  delegable: { services: ['cloudaudit'], manages: 'all' },
  input: z.object({ filter: auditFilter.default({}), format: z.enum(['ndjson', 'csv']) }),
  output: z.object({ after: z.int(), upTo: z.int() }),

  async run({ db, actor }) {
    administeredOrganization(actor);
    const { anchor, head } = await chains.find(db);
    return { after: anchor.sequence, upTo: head.sequence };
  },
});
