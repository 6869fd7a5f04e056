import { z } from 'zod';
import { DomainError } from '../../../../action/domain-error.ts';
import { principalType } from '../principal.ts';

/**
 * (user or group) × department × permission configuration: every account of the department inherits it, now and
 * later. The admin account inherits it only where somebody wanted exactly that.
 */
export const departmentAuthorization = z.object({
  departmentAuthorizationId: z.string(),
  nodeId: z.int(),
  nodeName: z.string(),
  /** `Root / Production / Web`. */
  nodePath: z.string(),
  /** Also for the accounts of the departments below. */
  withBelow: z.boolean(),
  includesAdminAccount: z.boolean(),
  principalType,
  principalId: z.string(),
  principalName: z.string(),
  roleConfigurationId: z.string(),
  roleConfigurationName: z.string(),
  startTime: z.date().nullable(),
  endTime: z.date().nullable(),
  createTime: z.date(),
  /** How many accounts inherit it now. */
  accountCount: z.int(),
});
export type DepartmentAuthorization = z.infer<typeof departmentAuthorization>;

export const departmentAuthorizationNotFound = () =>
  new DomainError(
    'not-found',
    'DepartmentAuthorizationNotExist',
    'There is no such authorization to a department in this space.',
  );

export const departmentAuthorizationExists = () =>
  new DomainError(
    'conflict',
    'DepartmentAuthorizationExists',
    'This user or group has this permission configuration in this department already; change or remove that one.',
  );

export const adminAccountNotManaged = () =>
  new DomainError(
    'forbidden',
    'AdminAccountNotManaged',
    'Only the admin account may authorize into the admin account.',
  );
