import { systemActor } from '../../action/actor.ts';
import type { Execute } from '../../action/execute.ts';
import { listWaitingAccounts } from '../../domain/identity-center/tasks/list-waiting-accounts.ts';
import { workOffTasks } from '../../domain/identity-center/tasks/work-off-tasks.ts';

/** How many accounts one node works on at once: a slow or broken one holds up nobody but itself. */
export const accountsAtOnce = 16;

/** Room for so much work at once. `enter` resolves when the work has begun, `empty` when all of it has ended. */
export function openRoom(most: number) {
  const inside = new Set<Promise<unknown>>();
  return {
    async enter(work: () => Promise<unknown>): Promise<void> {
      while (inside.size >= most) await Promise.race(inside);
      const entered = work().finally(() => inside.delete(entered));
      inside.add(entered);
    },
    async empty(): Promise<void> {
      await Promise.all(inside);
    },
  };
}

/**
 * Works on accounts that nobody works on although they have tasks: whoever had them has died, or has met what was no
 * answer. Returns how many there were.
 */
export async function takeOverWaiting(
  execute: Execute,
  room: ReturnType<typeof openRoom>,
  onError: (error: unknown) => void,
): Promise<number> {
  const { accounts } = await execute(listWaitingAccounts, systemActor, {});
  for (const account of accounts) {
    await room.enter(() => execute(workOffTasks, systemActor, account).catch(onError));
  }
  return accounts.length;
}
