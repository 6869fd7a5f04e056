import { z } from 'zod';
import { defineAction } from '../../action/define-action.ts';
import { administeredOrganization } from '../organization/index.ts';
import { differencesBetween } from './differences.ts';
import * as records from './record-queries.ts';
import { auditEventNotFound, shownEvent, toShownEvent } from './shown-event.ts';

export const getAuditEvent = defineAction({
  id: 'organization:GetAuditEvent',
  summary: 'Show one audit record: who, what, from where, what it changed, and its place in the chain.',
  effect: 'read',
  allowed: ['principal'],
  delegable: { services: ['cloudaudit'], manages: 'all' },
  input: z.object({ sequence: z.coerce.number().int().positive().safe() }),
  output: z.object({
    event: shownEvent,
    actor: z.json(),
    input: z.json(),
    /** What is different, by the place in the object; nothing when the action did not say. */
    differences: z.array(
      z.object({ path: z.string(), from: z.string().optional(), to: z.string().optional() }),
    ),
    hash: z.string(),
    previousHash: z.string(),
  }),

  async run({ db, actor }, { sequence }) {
    const organizationId = administeredOrganization(actor);
    const record = await records.find(db, organizationId, sequence);
    if (!record) throw auditEventNotFound(sequence);

    return {
      event: toShownEvent(record),
      actor: JSON.parse(record.actor),
      input: JSON.parse(record.input),
      differences: differencesBetween(parsed(record.before), parsed(record.after)),
      hash: record.hash,
      previousHash: record.previousHash,
    };
  },
});

const parsed = (text: string | null): unknown => (text === null ? undefined : JSON.parse(text));
