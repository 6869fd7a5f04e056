import { z } from 'zod';
import { principalType } from '../authorizations/principal.ts';

/** One asynchronous unit of provisioning, with a state and, on failure, a reason. */
export const task = z.object({
  taskId: z.string(),
  taskType: z.enum(['CreateRoleAssignment', 'StartProvisioning']),
  status: z.enum(['InProgress', 'Success', 'Failed']),
  failureReason: z.string(),
  targetUin: z.int(),
  principalType,
  principalId: z.string(),
  roleConfigurationId: z.string().nullable(),
  userProvisioningId: z.string().nullable(),
});
export type Task = z.infer<typeof task>;
