import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { getOwnSpace } from '../space/own-space.ts';
import { configurationNotFound, permissionConfiguration } from './permission-configuration.ts';
import * as configurations from './permission-configuration-queries.ts';

export const getRoleConfiguration = defineAction({
  id: 'organization:GetRoleConfiguration',
  summary: 'Show one permission configuration.',
  effect: 'read',
  allowed: ['principal'],
  delegable: { services: ['identitycenter'], manages: 'some' },
  input: z.object({ zoneId: z.string(), roleConfigurationId: z.string() }),
  output: z.object({ roleConfigurationInfo: permissionConfiguration }),

  async run({ db, actor }, { zoneId, roleConfigurationId: id }) {
    const { spaceId } = await getOwnSpace(db, actor, zoneId);
    const found = await configurations.find(db, spaceId, id);
    if (!found) throw configurationNotFound(id);
    return { roleConfigurationInfo: found };
  },
});
