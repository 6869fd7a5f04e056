import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { LeaseLost, takeLease } from './lease.ts';
import * as tasks from './waiting-task-queries.ts';
import { workOff } from './work-off.ts';

export const workOffTasks = defineAction({
  id: 'organization:WorkOffTasks',
  summary: 'Work off the tasks of one account, one after the other, for a while. A job; may run again.',
  effect: 'write',
  allowed: ['system'],
  lane: 'accounts',
  atomicBy: 'steps',
  input: z.object({ spaceId: z.string(), uin: z.int() }),
  output: z.object({ worked: z.int() }),

  async run(context, { spaceId, uin }) {
    const lease = await takeLease(context, spaceId, uin);
    if (!lease) return { worked: 0 };
    let worked = 0;
    try {
      worked = await workOff(context, lease);
    } catch (error) {
      if (error instanceof LeaseLost) return { worked };
      throw error;
    } finally {
      await lease.release();
    }
    // Also what came while this had the account, whose own job has found the account taken.
    if (await tasks.isAnyLeft(context.db, spaceId, uin)) await context.later(workOffTasks, { spaceId, uin });
    return { worked };
  },
});
