import type { ActionContext } from '../../../action/define-action.ts';
import { newTask } from '../tasks/new-task.ts';
import { startTasks } from '../tasks/start-tasks.ts';
import * as emptied from './emptied-queries.ts';

/** Takes permission configurations out of the accounts in which nobody is authorized for them any more. */
export async function undeployEmptied(
  context: ActionContext,
  spaceId: string,
  of: readonly { configurationId: string; uin: number }[],
): Promise<void> {
  const { db, now } = context;
  const places = await emptied.beginUndeployment(db, spaceId, of, now);
  for (const { configurationId, uin } of places) {
    await newTask(context, spaceId, {
      taskType: 'DeprovisionRoleConfiguration',
      targetUin: uin,
      roleConfigurationId: configurationId,
    });
  }
  await startTasks(
    context,
    spaceId,
    places.map(({ uin }) => uin),
  );
}
