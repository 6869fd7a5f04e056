import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { getOwnSpace } from '../space/own-space.ts';
import { changeConfiguration } from './change-configuration.ts';
import * as versions from './configuration-version-queries.ts';
import { configurationNotFound, versionNotFound } from './permission-configuration.ts';
import * as configurations from './permission-configuration-queries.ts';

export const rollBackRoleConfiguration = defineAction({
  id: 'organization:RollBackRoleConfiguration',
  summary: 'Ours. Make a permission configuration say what an earlier version said; this is a new version.',
  effect: 'write',
  allowed: ['principal'],
  delegable: { services: ['identitycenter'], manages: 'all' },
  input: z.object({
    zoneId: z.string(),
    roleConfigurationId: z.string(),
    toVersion: z.int().min(1).max(2_147_483_647),
    /** The version that was looked at. */
    version: z.int(),
  }),
  output: z.object({}),

  async run(context, { zoneId, roleConfigurationId: id, toVersion, version }) {
    const { db, actor } = context;
    const { spaceId } = await getOwnSpace(db, actor, zoneId);
    if (!(await configurations.find(db, spaceId, id))) throw configurationNotFound(id);
    const former = await versions.find(db, spaceId, id, toVersion);
    if (!former) throw versionNotFound(toVersion);

    await changeConfiguration(context, spaceId, id, () => former.content, version);
    return {};
  },
});
