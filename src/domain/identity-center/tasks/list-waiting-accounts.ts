import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import * as leases from './lease-queries.ts';

/** A task younger than this has a job of its own that is about to come. */
const patienceSeconds = 15;

export const listWaitingAccounts = defineAction({
  id: 'organization:ListWaitingAccounts',
  summary: 'List accounts with tasks that nobody works on, the longest waiting first.',
  effect: 'read',
  allowed: ['system'],
  input: z.object({}),
  output: z.object({ accounts: z.array(z.object({ spaceId: z.string(), uin: z.int() })) }),

  async run({ db, now }) {
    const since = new Date(now.getTime() - patienceSeconds * 1000);
    return { accounts: await leases.listWaiting(db, since) };
  },
});
