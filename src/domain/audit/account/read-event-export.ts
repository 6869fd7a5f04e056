import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { accountEvent, accountFilter, toAccountEvent } from './account-event.ts';
import * as accountEvents from './account-event-queries.ts';
import { ownerOf } from './owner.ts';

const place = z.int().min(0);
/** However few of them match, so that nobody else waits long meanwhile. */
const mostRead = 20_000;

export const readEventExport = defineAction({
  id: 'cloudaudit:ReadEventExport',
  summary: 'Read the next events of an export of the own account, in their order. Ours.',
  effect: 'read',
  allowed: ['principal'],
  permission: 'cloudaudit:DescribeEvents',
  input: z.object({
    filter: accountFilter.default({}),
    after: place,
    upTo: place,
    maxResults: z.int().min(1).max(1000).default(500),
  }),
  output: z.object({
    events: z.array(accountEvent),
    /** Where to go on; nothing at the end. */
    nextAfter: z.int().optional(),
  }),

  async run({ db, actor }, { filter, after, upTo, maxResults }) {
    const owner = await ownerOf(db, actor);
    const end = Math.min(upTo, after + mostRead);
    const within = { above: after, before: end + 1, order: 'asc' as const };
    const found = await accountEvents.list(db, owner, filter, within, maxResults);
    const reached = found.length === maxResults ? (found.at(-1)?.sequence ?? end) : end;
    return {
      events: found.map((record) => toAccountEvent(owner.uin, record)),
      nextAfter: reached < upTo ? reached : undefined,
    };
  },
});
