import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import {
  offsetAnswer,
  offsetCursorInput,
  offsetCursorOutput,
  offsetOf,
} from '../../../action/offset-cursor.ts';
import { managedUins } from '../../organization/index.ts';
import { targetType } from '../authorizations/authorization.ts';
import { getOwnSpace } from '../space/own-space.ts';
import { deployment, deploymentStatus } from './deployment.ts';
import * as deployments from './deployment-list-queries.ts';

export const listRoleConfigurationProvisionings = defineAction({
  id: 'organization:ListRoleConfigurationProvisionings',
  summary: 'List where permission configurations are deployed, and how that went.',
  effect: 'read',
  allowed: ['principal'],
  delegable: { services: ['identitycenter'], manages: 'some' },
  input: z.object({
    zoneId: z.string(),
    roleConfigurationId: z.string().optional(),
    targetType: targetType.optional(),
    targetUin: z.int().optional(),
    deploymentStatus: deploymentStatus.optional(),
    filter: z.string().max(256).default(''),
    ...offsetCursorInput,
  }),
  output: z.object({ roleConfigurationProvisionings: z.array(deployment), ...offsetCursorOutput }),

  async run({ db, actor }, { zoneId, ...listing }) {
    const { spaceId } = await getOwnSpace(db, actor, zoneId);
    const managed = await managedUins(db, actor);
    const page = await deployments.list(db, spaceId, {
      ...listing,
      offset: offsetOf(listing, 'deployments'),
      managed,
    });
    return { roleConfigurationProvisionings: page.items, ...offsetAnswer(page, listing, 'deployments') };
  },
});
