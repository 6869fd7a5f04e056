import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { tags } from '../../organization/index.ts';
import { getOwnSpace } from '../space/own-space.ts';
import { changeConfiguration } from './change-configuration.ts';
import {
  configurationNotFound,
  description,
  permissionConfiguration,
  relayState,
  sessionSeconds,
} from './permission-configuration.ts';
import * as configurations from './permission-configuration-queries.ts';

export const updateRoleConfiguration = defineAction({
  id: 'organization:UpdateRoleConfiguration',
  summary:
    'Change description, session duration, start page and tags of a permission configuration; not its name.',
  effect: 'write',
  allowed: ['principal'],
  delegable: { services: ['identitycenter'], manages: 'all' },
  input: z.object({
    zoneId: z.string(),
    roleConfigurationId: z.string(),
    newDescription: description.optional(),
    newSessionDuration: sessionSeconds.optional(),
    newRelayState: relayState.optional(),
    newTags: tags.optional(),
  }),
  output: z.object({ roleConfigurationInfo: permissionConfiguration }),

  async run(context, { zoneId, roleConfigurationId: id, ...wanted }) {
    const { db, actor, now } = context;
    const { spaceId } = await getOwnSpace(db, actor, zoneId);
    await changeConfiguration(context, spaceId, id, (present) => ({
      ...present,
      description: wanted.newDescription ?? present.description,
      sessionDuration: wanted.newSessionDuration ?? present.sessionDuration,
      relayState: wanted.newRelayState ?? present.relayState,
    }));
    if (wanted.newTags) await configurations.setTags(db, spaceId, id, wanted.newTags, now);
    const changed = await configurations.find(db, spaceId, id);
    if (!changed) throw configurationNotFound(id);
    return { roleConfigurationInfo: changed };
  },
});
