import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { getOwnSpace } from '../space/own-space.ts';
import * as deployments from './deployment-queries.ts';

export const listRoleConfigurationProvisionings = defineAction({
  id: 'organization:ListRoleConfigurationProvisionings',
  summary: 'List the accounts a permission configuration is deployed in, and how that went.',
  effect: 'read',
  allowed: ['principal'],
  input: z.object({ zoneId: z.string(), roleConfigurationId: z.string() }),
  output: z.object({
    roleConfigurationProvisionings: z.array(
      z.object({
        targetUin: z.int(),
        targetName: z.string(),
        deploymentStatus: z.enum(['Deploying', 'Deployed', 'DeployedRequired', 'DeployFailed']),
        failureReason: z.string(),
        updateTime: z.date(),
      }),
    ),
  }),

  async run({ db, actor }, { zoneId, roleConfigurationId }) {
    const { spaceId } = await getOwnSpace(db, actor, zoneId);
    return { roleConfigurationProvisionings: await deployments.list(db, spaceId, roleConfigurationId) };
  },
});
