import { z } from 'zod';
import { defineAction } from '../../action/define-action.ts';
import { administeredOrganization } from '../organization/index.ts';
import { auditFilter } from './audit-filter.ts';
import * as records from './record-queries.ts';
import { searchRange } from './search-range.ts';
import { shownEvent, toShownEvent } from './shown-event.ts';

export const listAuditEvents = defineAction({
  id: 'organization:ListAuditEvents',
  summary: 'List what was done and what was refused, the latest first.',
  effect: 'read',
  allowed: ['principal'],
  delegable: { services: ['cloudaudit'], manages: 'all' },
  input: z.object({
    filter: auditFilter.default({}),
    /** The last record of the page before. */
    before: z.coerce.number().int().positive().safe().optional(),
    maxResults: z.int().min(1).max(100).default(50),
  }),
  output: z.object({
    events: z.array(shownEvent),
    /** For the page after this one; nothing at the end. */
    nextBefore: z.int().optional(),
    /** The page ended because so much had been read, not because so much was found. */
    isPartial: z.boolean(),
    /** Events that match too and are about to be chained. */
    waiting: z.int(),
  }),

  async run({ db, actor }, { filter, before, maxResults }) {
    const organizationId = administeredOrganization(actor);
    const range = await searchRange(db, filter, before);
    const found = await records.list(db, organizationId, filter, range, maxResults + 1);
    const events = found.slice(0, maxResults);
    const isFull = found.length > maxResults;
    return {
      events: events.map(toShownEvent),
      nextBefore: isFull ? events.at(-1)?.sequence : range.isPartial ? range.above + 1 : undefined,
      isPartial: !isFull && range.isPartial,
      waiting: before === undefined ? await records.countUnsealed(db, organizationId, filter) : 0,
    };
  },
});
