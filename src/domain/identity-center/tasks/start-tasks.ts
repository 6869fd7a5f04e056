import type { ActionContext } from '../../../action/define-action.ts';
import { workOffTasks } from './work-off-tasks.ts';

/** After tasks were written: their accounts are worked on as soon as this transaction has committed. */
export async function startTasks(
  { later }: Pick<ActionContext, 'later'>,
  spaceId: string,
  uins: Iterable<number>,
): Promise<void> {
  for (const uin of new Set(uins)) await later(workOffTasks, { spaceId, uin });
}
