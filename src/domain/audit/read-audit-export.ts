import { z } from 'zod';
import { defineAction } from '../../action/define-action.ts';
import { administeredOrganization } from '../organization/index.ts';
import { auditFilter } from './audit-filter.ts';
import type { AuditRecord } from './audit-record.ts';
import * as records from './record-queries.ts';

const place = z.int().min(0);
/** However few of them match, so that nobody else waits long meanwhile. */
const mostRead = 20_000;

export const readAuditExport = defineAction({
  id: 'organization:ReadAuditExport',
  summary: 'Read the next audit records of an export, in the order of the chain.',
  effect: 'read',
  allowed: ['principal'],
  delegable: { services: ['cloudaudit'], manages: 'all' },
  input: z.object({
    filter: auditFilter.default({}),
    after: place,
    upTo: place,
    maxResults: z.int().min(1).max(1000).default(500),
  }),
  output: z.object({
    records: z.array(z.custom<AuditRecord>()),
    /** Where to go on; nothing at the end. */
    nextAfter: z.int().optional(),
  }),

  async run({ db, actor }, { filter, after, upTo, maxResults }) {
    const organizationId = administeredOrganization(actor);
    const end = Math.min(upTo, after + mostRead);
    const found = await records.listBetween(db, organizationId, filter, { after, upTo: end, maxResults });
    const reached = found.length === maxResults ? (found.at(-1)?.sequence ?? end) : end;
    return { records: found, nextAfter: reached < upTo ? reached : undefined };
  },
});
