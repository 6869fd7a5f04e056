import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { accountNotFound, accounts, requireManaged } from '../../organization/index.ts';
import { targetTypeOf } from '../authorizations/authorization.ts';
import { principalNameOf } from '../authorizations/principal.ts';
import { getOwnSpace } from '../space/own-space.ts';
import { newTask } from '../tasks/new-task.ts';
import { startTasks } from '../tasks/start-tasks.ts';
import { synchronizationNotFound, synchronizationTask } from './cam-user-synchronization.ts';
import * as synchronizations from './cam-user-synchronization-queries.ts';
import * as synchronizedUsers from './synchronized-user-queries.ts';

export const deleteUserSyncProvisioning = defineAction({
  id: 'organization:DeleteUserSyncProvisioning',
  summary:
    'End a CAM user synchronization: nobody enters by it any more; a task keeps or deletes the CAM users.',
  effect: 'write',
  allowed: ['principal'],
  delegable: { services: ['identitycenter'], manages: 'some' },
  input: z.object({ zoneId: z.string(), userProvisioningId: z.string() }),
  /** One object, although the Cloud API calls it `Tasks`. */
  output: z.object({ tasks: synchronizationTask }),

  async run(context, { zoneId, userProvisioningId }) {
    const { db, actor } = context;
    const { spaceId, organizationId } = await getOwnSpace(db, actor, zoneId);
    const ended = await synchronizations.find(db, spaceId, userProvisioningId);
    if (!ended) throw synchronizationNotFound(userProvisioningId);
    const account = await accounts.hold(db, organizationId, ended.uin);
    if (!account) throw accountNotFound(ended.uin);
    await requireManaged(db, actor, ended.uin);

    const principal = { principalType: ended.principal_type, principalId: ended.principal_id };
    const principalName = await principalNameOf(db, spaceId, principal);
    const people = await synchronizations.listPeople(db, spaceId, ended);
    const userIds = people.map(({ userId }) => userId);
    await synchronizations.remove(db, spaceId, userProvisioningId);
    const { uin, deletion_strategy: strategy } = ended;
    await synchronizedUsers.markUncovered(db, spaceId, { uin, userIds }, strategy);

    const about = { targetUin: uin, userProvisioningId, ...principal };
    const written = await newTask(context, spaceId, { taskType: 'DeleteProvisioning', ...about });
    await startTasks(context, spaceId, [uin]);
    return {
      tasks: {
        ...about,
        taskId: written.taskId,
        taskType: written.taskType,
        taskStatus: written.status,
        targetType: targetTypeOf(account),
        status: written.status,
        failureReason: written.failureReason,
        principalName,
        duplicationStrategy: ended.duplication_strategy,
        deletionStrategy: strategy,
      },
    };
  },
});
