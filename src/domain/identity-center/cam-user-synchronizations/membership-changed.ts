import type { ActionContext } from '../../../action/define-action.ts';
import { newTask } from '../tasks/new-task.ts';
import { startTasks } from '../tasks/start-tasks.ts';
import * as tasks from '../tasks/task-queries.ts';
import * as synchronizations from './cam-user-synchronization-queries.ts';
import * as synchronizedUsers from './synchronized-user-queries.ts';

/**
 * After people have joined or left a group, in the same transaction: the CAM users of
 * the group follow. Whoever left keeps a CAM user that another synchronization gives.
 */
export async function membershipChanged(
  context: ActionContext,
  spaceId: string,
  groupId: string,
  userIds: readonly string[],
): Promise<void> {
  const { db } = context;
  if (userIds.length === 0) return;
  const followed = await synchronizations.listOf(db, spaceId, {
    principalType: 'Group',
    principalId: groupId,
  });
  for (const { user_synchronization_id: id, uin, deletion_strategy } of followed) {
    await synchronizedUsers.clearCovered(db, spaceId, uin);
    await synchronizedUsers.markUncovered(db, spaceId, { uin, userIds }, deletion_strategy);
    await synchronizations.setStatus(db, spaceId, id, { status: 'Synchronizing', failure_reason: '' });
    // One that waits has not looked yet who is in the group.
    if (await tasks.isPending(db, spaceId, id)) continue;
    await newTask(context, spaceId, {
      taskType: 'StartProvisioning',
      targetUin: uin,
      principalType: 'Group',
      principalId: groupId,
      userProvisioningId: id,
    });
  }
  await startTasks(
    context,
    spaceId,
    followed.map(({ uin }) => uin),
  );
}
