import { z } from 'zod';
import { principalType } from './principal.ts';

/** A permission configuration as one account has it. */
export const deployedConfiguration = z.object({
  roleConfigurationId: z.string(),
  name: z.string(),
  deploymentStatus: z.string(),
  failureReason: z.string(),
  updateTime: z.date(),
});
export type DeployedConfiguration = z.infer<typeof deployedConfiguration>;

/** A user or group that has CAM users in one account. */
export const synchronizedPrincipal = z.object({
  userProvisioningId: z.string(),
  principalType,
  name: z.string(),
  description: z.string(),
  createTime: z.date(),
});
export type SynchronizedPrincipal = z.infer<typeof synchronizedPrincipal>;
