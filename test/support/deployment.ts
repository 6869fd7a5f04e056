import type { Principal } from '../../src/action/actor.ts';
import { systemActor } from '../../src/action/actor.ts';
import { createRoleAssignment } from '../../src/domain/identity-center/authorizations/create-role-assignment.ts';
import { workOffTasks } from '../../src/domain/identity-center/tasks/work-off-tasks.ts';
import { linkedPolicyId } from './cam.ts';
import { createConfiguration, createPerson } from './northwind.ts';
import { foundSpace, type World } from './world.ts';

export type Deployable = Awaited<ReturnType<typeof deployable>>;

/** A space with a person and a configuration, its admin account, and short ways to ask how things stand. */
export async function deployable(world: World) {
  const founded = await foundSpace(world);
  const { administrator, zoneId, adminUin: uin } = founded;
  const userId = await createPerson(world, administrator, zoneId, 'alice');
  const configurationId = await createConfiguration(world, administrator, zoneId, 'Reader', [
    'ReadOnlyAccess',
    'QcloudCamReadOnlyAccess',
  ]);
  const deployment = { zoneId, roleConfigurationId: configurationId, targetUin: uin };
  return {
    ...founded,
    uin,
    userId,
    configurationId,
    deployment,
    authorization: { ...deployment, principalType: 'User' as const, principalId: userId },
    assign: (changes: object = {}) =>
      assign(world, administrator, zoneId, { ...deployment, userId, ...changes }),
    workOff: (at = uin) => world.execute(workOffTasks, systemActor, { spaceId: zoneId, uin: at }),
    tasks: async () =>
      (await world.db.selectFrom('tasks').selectAll().orderBy('task_id').execute()).map(
        ({ task_type, status, failure_reason }) =>
          `${task_type} ${status}${failure_reason && `: ${failure_reason}`}`,
      ),
    statuses: async () =>
      (await world.db.selectFrom('deployments').select('status').orderBy('uin').execute()).map(
        ({ status }) => status,
      ),
    /** What CAM holds under the names that deployments give. */
    objects: async () => ({
      roles: (
        await world.db.selectFrom('cam_roles').select('role_name').where('space_id', '=', zoneId).execute()
      ).length,
      providers: (await world.db.selectFrom('cam_saml_providers').select('name').execute()).length,
      attachments: (
        await world.db
          .selectFrom('cam_policy_attachments')
          .selectAll()
          .where('policy_id', '<>', linkedPolicyId)
          .execute()
      ).length,
    }),
  };
}

async function assign(
  world: World,
  administrator: Principal,
  zoneId: string,
  { userId, groupId, roleConfigurationId, targetUin }: Record<string, unknown>,
) {
  const { tasks } = await world.execute(createRoleAssignment, administrator, {
    zoneId,
    roleAssignmentInfo: [
      {
        principalType: groupId ? 'Group' : 'User',
        principalId: groupId ?? userId,
        targetUin,
        targetType: 'ManagerUin',
        roleConfigurationId,
      },
    ],
  });
  return tasks[0]?.taskId ?? '';
}
