import { z } from 'zod';
import { DomainError } from '../../../action/domain-error.ts';

/** What has to go before a user or a user group can be deleted. */
export const obstacle = z.object({
  kind: z.enum(['group', 'member', 'authorization', 'departmentAuthorization', 'synchronization', 'camUser']),
  /** Of the group, the member, the permission configuration or the synchronization; of a CAM user its name. */
  id: z.string(),
  name: z.string(),
  uin: z.int().nullable(),
  /** Of an authorization to a department, the department's. */
  accountName: z.string().nullable(),
});
export type Obstacle = z.infer<typeof obstacle>;

/** How many there are of each kind, and the first of them. */
export const obstacles = z.object({
  obstacles: z.array(obstacle),
  counts: z.record(obstacle.shape.kind, z.int()),
});
export type Obstacles = z.infer<typeof obstacles>;

const codes = {
  group: 'UserAlreadyExistsGroup',
  member: 'DeleteGroupNotAllowExistUser',
  authorization: 'RoleConfigurationAuthorizationExist',
  departmentAuthorization: 'RoleConfigurationAuthorizationExist',
  synchronization: 'UserProvisioningExists',
  camUser: 'UserProvisioningExists',
} as const;

/** Deleting would silently take away what others rely on, so that what stands in the way goes first, by hand. */
export function requireNoObstacle(name: string, { counts }: Pick<Obstacles, 'counts'>): void {
  for (const kind of obstacle.shape.kind.options) {
    const count = counts[kind];
    if (count > 0) throw stillThere(kind, name, count);
  }
}

const stillThere = (kind: Obstacle['kind'], name: string, count: number) =>
  new DomainError('failed-precondition', codes[kind], `"${name}" ${sentences[kind]}: ${count}.`, {
    details: { name, count },
  });

const sentences = {
  group: 'is in user groups',
  member: 'has members',
  authorization: 'has authorizations of its own',
  departmentAuthorization: 'is authorized in departments',
  synchronization: 'is synchronized into accounts',
  camUser: 'still has CAM users in accounts',
};
