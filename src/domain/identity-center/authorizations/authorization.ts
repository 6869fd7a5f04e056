import { z } from 'zod';
import { DomainError } from '../../../action/domain-error.ts';
import { principalType } from './principal.ts';

/** How many a single API call may create; pages and plans send several. */
export const authorizationsPerCall = 50;

export const targetType = z.enum(['ManagerUin', 'MemberUin']);

export const targetTypeOf = ({ kind }: { kind: 'admin' | 'member' }): z.output<typeof targetType> =>
  kind === 'admin' ? 'ManagerUin' : 'MemberUin';

/** (user or group) × account × permission configuration, as the Cloud API shows it. */
export const authorization = z.object({
  roleConfigurationId: z.string(),
  roleConfigurationName: z.string(),
  targetUin: z.int(),
  targetName: z.string(),
  targetType,
  principalId: z.string(),
  principalType,
  principalName: z.string(),
  createTime: z.date(),
  /** Ours: from when until when it counts; null is without a bound. */
  startTime: z.date().nullable(),
  endTime: z.date().nullable(),
  /** Ours: the department that it is inherited from; null when it is the account's own. */
  why: z.object({ departmentAuthorizationId: z.string(), nodeId: z.int(), nodeName: z.string() }).nullable(),
});
export type Authorization = z.infer<typeof authorization>;

export const authorizationNotFound = () =>
  new DomainError(
    'not-found',
    'RoleConfigurationAuthorizationNotFound',
    'There is no such authorization in this space.',
  );

export const authorizationExists = () =>
  new DomainError('conflict', 'AuthorizationExists', 'This authorization exists already.');
export const authorizationInherited = (department: string) =>
  new DomainError(
    'failed-precondition',
    'AuthorizationInherited',
    `This authorization is inherited from the department "${department}"; remove it there.`,
    { details: { department } },
  );
