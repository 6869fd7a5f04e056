import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { pageInput } from '../../../action/page.ts';
import { managedUins } from '../../organization/index.ts';
import { getOwnSpace } from '../space/own-space.ts';
import * as access from './access-queries.ts';
import { grantedBy } from './granted-by.ts';
import { userNotFound } from './user.ts';
import * as users from './user-queries.ts';

export const listUserPermissions = defineAction({
  id: 'organization:ListUserPermissions',
  summary:
    'Ours. List what a user may enter now: accounts with permission configurations, each with who was granted it.',
  effect: 'read',
  allowed: ['principal'],
  delegable: { services: ['identitycenter'], manages: 'some' },
  permission: 'organization:ListRoleAssignments',
  input: z.object({
    zoneId: z.string(),
    userId: z.string(),
    filter: z.string().max(256).default(''),
    ...pageInput,
  }),
  output: z.object({
    permissions: z.array(
      z.object({
        targetUin: z.int(),
        targetName: z.string(),
        roleConfigurationId: z.string(),
        roleConfigurationName: z.string(),
        isDeployed: z.boolean(),
        grantedBy: z.array(grantedBy),
      }),
    ),
    totalCounts: z.int(),
  }),

  async run({ db, actor, now }, { zoneId, userId, ...listing }) {
    const { spaceId } = await getOwnSpace(db, actor, zoneId);
    if (!(await users.find(db, spaceId, userId))) throw userNotFound(userId);
    const managed = await managedUins(db, actor);
    const { items, total } = await access.listPermissions(
      db,
      spaceId,
      { userId, now },
      { ...listing, managed },
    );
    return { permissions: items, totalCounts: total };
  },
});
