import { z } from 'zod';
import { defineAction } from '../../action/define-action.ts';
import * as events from './audit-event-queries.ts';
import { chained, sealedEnds } from './chain.ts';
import * as chains from './chain-queries.ts';
import { takeDropped, windowsIn } from './refusal-allowance.ts';

/** So few that nobody notices the moment it takes, on the embedded database with its one connection. */
const mostAtOnce = 100;

export const sealEvents = defineAction({
  id: 'audit:SealEvents',
  summary:
    'Chain what was written down since the last time, one node at a time; everybody else goes on writing.',
  // Would otherwise never come to an end.
  effect: 'read',
  allowed: ['system'],
  input: z.object({}),
  output: z.object({ sealed: z.int(), isMore: z.boolean() }),

  async run({ db, now, vault, memory }) {
    for (const dropped of takeDropped(windowsIn(memory), now)) await events.insert(db, dropped);
    if (!(await chains.lock(db))) return { sealed: 0, isMore: false };
    const unsealed = await chains.listUnsealed(db, mostAtOnce);
    if (unsealed.length === 0) return { sealed: 0, isMore: false };

    const { anchor, head } = await chains.find(db);
    const records = chained(head, unsealed);
    await chains.append(db, records);
    const ends = { anchor, head: records.at(-1) ?? head };
    await chains.put(db, { ...ends, sealedEnds: sealedEnds(ends, vault) }, now);
    return { sealed: records.length, isMore: records.length === mostAtOnce };
  },
});
