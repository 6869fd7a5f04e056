import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { tags } from '../../organization/index.ts';
import { getOwnSpace } from '../space/own-space.ts';
import * as contents from './configuration-content-queries.ts';
import * as versions from './configuration-version-queries.ts';
import {
  configurationLimit,
  configurationName,
  configurationNameTaken,
  description,
  permissionConfiguration,
  relayState,
  sessionSeconds,
  tooManyConfigurations,
} from './permission-configuration.ts';
import * as configurations from './permission-configuration-queries.ts';

export const createRoleConfiguration = defineAction({
  id: 'organization:CreateRoleConfiguration',
  summary: 'Create a permission configuration without policies.',
  effect: 'write',
  allowed: ['principal'],
  delegable: { services: ['identitycenter'], manages: 'some' },
  input: z.object({
    zoneId: z.string(),
    roleConfigurationName: configurationName,
    description: description.default(''),
    sessionDuration: sessionSeconds.default(3600),
    relayState: relayState.default(''),
    tags: tags.default([]),
  }),
  output: z.object({ roleConfigurationInfo: permissionConfiguration }),

  async run({ db, actor, now, random }, { zoneId, ...attributes }) {
    const { spaceId } = await getOwnSpace(db, actor, zoneId);
    if ((await configurations.count(db, spaceId)) >= configurationLimit) throw tooManyConfigurations();
    const created = await configurations.insert(db, spaceId, {
      ...attributes,
      roleConfigurationId: random.id('rc'),
      version: 1,
      createTime: now,
      updateTime: now,
    });
    if (!created) throw configurationNameTaken(attributes.roleConfigurationName);
    const content = await contents.read(db, spaceId, created);
    await versions.keep(db, spaceId, created.roleConfigurationId, content, { actor, now });
    return { roleConfigurationInfo: created };
  },
});
