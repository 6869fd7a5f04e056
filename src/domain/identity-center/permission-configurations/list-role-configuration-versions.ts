import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { getOwnSpace } from '../space/own-space.ts';
import { contentChange, differenceBetween } from './configuration-content.ts';
import * as versions from './configuration-version-queries.ts';
import { configurationNotFound } from './permission-configuration.ts';
import * as configurations from './permission-configuration-queries.ts';

export const listRoleConfigurationVersions = defineAction({
  id: 'organization:ListRoleConfigurationVersions',
  summary: 'Ours. List the versions of a permission configuration: who changed what, and when.',
  effect: 'read',
  allowed: ['principal'],
  delegable: { services: ['identitycenter'], manages: 'some' },
  input: z.object({
    zoneId: z.string(),
    roleConfigurationId: z.string(),
    /** Those below this version; without it from the present one on. */
    before: z.int().min(1).max(2_147_483_647).default(2_147_483_647),
    maxResults: z.int().min(1).max(100).default(20),
  }),
  output: z.object({
    versions: z.array(
      z.object({
        version: z.int(),
        actor: z.unknown(),
        changeTime: z.date(),
        changes: z.array(contentChange),
      }),
    ),
    isTruncated: z.boolean(),
  }),

  async run({ db, actor }, { zoneId, roleConfigurationId: id, before, maxResults }) {
    const { spaceId } = await getOwnSpace(db, actor, zoneId);
    if (!(await configurations.find(db, spaceId, id))) throw configurationNotFound(id);
    const kept = await versions.list(db, spaceId, id, { before, limit: maxResults + 1 });
    return {
      versions: kept.slice(0, maxResults).map(({ version, actor, changeTime, content }, at) => ({
        ...{ version, actor, changeTime },
        changes: differenceBetween(kept[at + 1]?.content, content),
      })),
      isTruncated: kept.length > maxResults,
    };
  },
});
