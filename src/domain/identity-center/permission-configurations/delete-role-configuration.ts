import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { getOwnSpace } from '../space/own-space.ts';
import * as contents from './configuration-content-queries.ts';
import * as impact from './impact-queries.ts';
import { configurationNotFound, stillDeployed, stillHasPolicies } from './permission-configuration.ts';
import * as configurations from './permission-configuration-queries.ts';

export const deleteRoleConfiguration = defineAction({
  id: 'organization:DeleteRoleConfiguration',
  summary: 'Delete a permission configuration that has no policies and is deployed nowhere.',
  effect: 'write',
  allowed: ['principal'],
  delegable: { services: ['identitycenter'], manages: 'all' },
  input: z.object({ zoneId: z.string(), roleConfigurationId: z.string() }),
  output: z.object({}),

  async run({ db, actor, changed }, { zoneId, roleConfigurationId: id }) {
    const { spaceId } = await getOwnSpace(db, actor, zoneId);
    const configuration = await configurations.lock(db, spaceId, id);
    if (!configuration) throw configurationNotFound(id);
    const { policyIds, customPolicies } = await contents.read(db, spaceId, configuration);
    const { deploymentCount, authorizationCount } = await impact.count(db, spaceId, id);
    if (deploymentCount + authorizationCount > 0) throw stillDeployed(deploymentCount, authorizationCount);
    const policyCount = policyIds.length + customPolicies.length;
    if (policyCount > 0) throw stillHasPolicies(policyCount);

    await configurations.remove(db, spaceId, id);
    changed({ ...configuration }, null);
    return {};
  },
});
