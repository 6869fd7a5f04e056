import { z } from 'zod';
import { defineAction } from '../../action/define-action.ts';
import { sealedEnds } from './chain.ts';
import * as chains from './chain-queries.ts';
import * as records from './chained-record-queries.ts';
import * as trackingSets from './tracking/tracking-set-queries.ts';

const dayMilliseconds = 24 * 3600 * 1000;
/** At once; the rest the next time, so that nobody waits long. */
const mostAtOnce = 5000;

export const forgetRecords = defineAction({
  id: 'audit:ForgetRecords',
  summary:
    'Remove the oldest audit records once their time is over and every tracking set has delivered them.',
  effect: 'read',
  allowed: ['system'],
  input: z.object({}),
  output: z.object({ removed: z.int() }),

  async run({ db, now, vault, settings }) {
    if (settings.auditDays === 0 || !(await chains.lock(db))) return { removed: 0 };
    const { anchor, head } = await chains.find(db);
    const oldest = new Date(now.getTime() - settings.auditDays * dayMilliseconds);
    const firstKept = (await records.firstSince(db, oldest)) ?? head.sequence + 1;
    const delivered = (await trackingSets.leastPosition(db)) ?? head.sequence;
    const upTo = Math.min(firstKept - 1, delivered, anchor.sequence + mostAtOnce);
    const last = upTo > anchor.sequence ? await records.findBySequence(db, upTo) : undefined;
    if (!last) return { removed: 0 };

    const ends = { anchor: last, head };
    await chains.put(db, { ...ends, sealedEnds: sealedEnds(ends, vault) }, now);
    await records.removeUpTo(db, upTo);
    return { removed: upTo - anchor.sequence };
  },
});
