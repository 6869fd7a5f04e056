import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { searchRange } from '../search-range.ts';
import { accountEvent, accountFilter, toAccountEvent } from './account-event.ts';
import * as accountEvents from './account-event-queries.ts';
import { ownerOf } from './owner.ts';

export const describeEvents = defineAction({
  id: 'cloudaudit:DescribeEvents',
  summary: 'List what was done in and about the own account, the latest first.',
  effect: 'read',
  allowed: ['principal'],
  input: z.object({
    filter: accountFilter.default({}),
    /** The last record of the page before. */
    before: z.coerce.number().int().positive().safe().optional(),
    maxResults: z.int().min(1).max(100).default(50),
  }),
  output: z.object({
    events: z.array(accountEvent),
    /** For the page after this one; nothing at the end. */
    nextBefore: z.int().optional(),
    /** The page ended because so much had been read, not because so much was found. */
    isPartial: z.boolean(),
  }),

  async run({ db, actor }, { filter, before, maxResults }) {
    const owner = await ownerOf(db, actor);
    const range = await searchRange(db, filter, before);
    const within = { ...range, order: 'desc' as const };
    const found = await accountEvents.list(db, owner, filter, within, maxResults + 1);
    const records = found.slice(0, maxResults);
    const isFull = found.length > maxResults;
    return {
      events: records.map((record) => toAccountEvent(owner.uin, record)),
      nextBefore: isFull ? records.at(-1)?.sequence : range.isPartial ? range.above + 1 : undefined,
      isPartial: !isFull && range.isPartial,
    };
  },
});
