import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { getOwnSpace } from '../space/own-space.ts';
import {
  configurationName,
  configurationNameTaken,
  permissionConfiguration,
  relayState,
  sessionSeconds,
} from './permission-configuration.ts';
import * as configurations from './permission-configuration-queries.ts';

export const createRoleConfiguration = defineAction({
  id: 'organization:CreateRoleConfiguration',
  summary: 'Create a permission configuration without policies.',
  effect: 'write',
  allowed: ['principal'],
  input: z.object({
    zoneId: z.string(),
    roleConfigurationName: configurationName,
    description: z.string().max(1024).default(''),
    sessionDuration: sessionSeconds.default(3600),
    relayState: relayState.default(''),
  }),
  output: z.object({ roleConfigurationInfo: permissionConfiguration }),

  async run({ db, actor, now, random }, { zoneId, ...attributes }) {
    const { spaceId } = await getOwnSpace(db, actor, zoneId);
    const created = await configurations.insert(db, spaceId, {
      ...attributes,
      roleConfigurationId: random.id('rc'),
      createTime: now,
      updateTime: now,
    });
    if (!created) throw configurationNameTaken(attributes.roleConfigurationName);
    return { roleConfigurationInfo: created };
  },
});
