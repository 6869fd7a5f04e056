import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { auditEventNotFound } from '../shown-event.ts';
import { accountEvent, toAccountEvent } from './account-event.ts';
import * as accountEvents from './account-event-queries.ts';
import { ownerOf } from './owner.ts';

export const describeEvent = defineAction({
  id: 'cloudaudit:DescribeEvent',
  summary: 'Show one event about the own account. Ours.',
  effect: 'read',
  allowed: ['principal'],
  permission: 'cloudaudit:DescribeEvents',
  input: z.object({ sequence: z.coerce.number().int().positive().safe() }),
  output: z.object({ event: accountEvent }),

  async run({ db, actor }, { sequence }) {
    const owner = await ownerOf(db, actor);
    const record = await accountEvents.find(db, owner, sequence);
    if (!record) throw auditEventNotFound(sequence);
    return { event: toAccountEvent(owner.uin, record) };
  },
});
