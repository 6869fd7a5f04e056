import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { requireReachManaged } from '../authorizations/reach.ts';
import * as reach from '../authorizations/reach-queries.ts';
import { getOwnSpace } from '../space/own-space.ts';
import {
  configurationContent,
  contentChange,
  differenceBetween,
  requireContent,
  requiresRedeployment,
} from './configuration-content.ts';
import * as contents from './configuration-content-queries.ts';
import * as versions from './configuration-version-queries.ts';
import * as impact from './impact-queries.ts';
import { configurationNotFound, versionNotFound } from './permission-configuration.ts';
import * as configurations from './permission-configuration-queries.ts';

/** How many people and accounts are named; the rest are counted. */
const named = 10;

export const previewRoleConfigurationChange = defineAction({
  id: 'organization:PreviewRoleConfigurationChange',
  summary:
    'Ours. Show what an edit of a permission configuration, or going back to a version, would change, and whom.',
  effect: 'read',
  allowed: ['principal'],
  delegable: { services: ['identitycenter'], manages: 'all' },
  permission: 'organization:GetRoleConfiguration',
  input: z.object({
    zoneId: z.string(),
    roleConfigurationId: z.string(),
    /** What it shall say, or the version to go back to; with neither nothing changes. */
    content: configurationContent.optional(),
    toVersion: z.int().min(1).max(2_147_483_647).optional(),
  }),
  output: z.object({
    version: z.int(),
    present: configurationContent,
    changes: z.array(contentChange),
    requiresRedeployment: z.boolean(),
    impact: z.object({
      authorizationCount: z.int(),
      personCount: z.int(),
      accountCount: z.int(),
      deploymentCount: z.int(),
      deployedCount: z.int(),
      people: z.array(z.object({ userId: z.string(), userName: z.string() })),
      accounts: z.array(z.object({ uin: z.int(), name: z.string() })),
    }),
  }),

  async run(context, { zoneId, roleConfigurationId: id, content, toVersion }) {
    const { db, actor } = context;
    const { spaceId } = await getOwnSpace(db, actor, zoneId);
    const configuration = await configurations.find(db, spaceId, id);
    if (!configuration) throw configurationNotFound(id);
    await requireReachManaged(context, () => reach.ofConfiguration(db, spaceId, id));
    const former = toVersion === undefined ? undefined : await versions.find(db, spaceId, id, toVersion);
    if (toVersion !== undefined && !former) throw versionNotFound(toVersion);

    const present = await contents.read(db, spaceId, configuration);
    const changes = differenceBetween(present, requireContent(former?.content ?? content ?? present));
    return {
      ...{ version: configuration.version, present, changes },
      requiresRedeployment: requiresRedeployment(changes),
      impact: {
        ...(await impact.count(db, spaceId, id)),
        ...(await impact.examples(db, spaceId, id, named)),
      },
    };
  },
});
