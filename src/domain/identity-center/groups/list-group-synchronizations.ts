import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { pageInput } from '../../../action/page.ts';
import { managedUins } from '../../organization/index.ts';
import { getOwnSpace } from '../space/own-space.ts';
import { groupNotFound } from './group.ts';
import * as groups from './group-queries.ts';
import * as synchronizations from './group-synchronization-queries.ts';

export const listGroupSynchronizations = defineAction({
  id: 'organization:ListGroupSynchronizations',
  summary:
    'Ours. List the accounts that a user group is synchronized into, and how many of its members have a CAM user.',
  effect: 'read',
  allowed: ['principal'],
  delegable: { services: ['identitycenter'], manages: 'some' },
  permission: 'organization:ListUserSyncProvisionings',
  input: z.object({
    zoneId: z.string(),
    groupId: z.string(),
    filter: z.string().max(256).default(''),
    ...pageInput,
  }),
  output: z.object({
    synchronizations: z.array(
      z.object({
        targetUin: z.int(),
        targetName: z.string(),
        description: z.string(),
        camUserCount: z.int(),
        createTime: z.date(),
      }),
    ),
    memberCount: z.int(),
    totalCounts: z.int(),
  }),

  async run({ db, actor }, { zoneId, groupId, ...listing }) {
    const { spaceId } = await getOwnSpace(db, actor, zoneId);
    const group = await groups.find(db, spaceId, groupId);
    if (!group) throw groupNotFound(groupId);
    const managed = await managedUins(db, actor);
    const { items, total } = await synchronizations.list(db, spaceId, groupId, { ...listing, managed });
    return { synchronizations: items, memberCount: group.memberCount, totalCounts: total };
  },
});
