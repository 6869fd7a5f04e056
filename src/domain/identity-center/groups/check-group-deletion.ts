import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { requireReachManaged } from '../authorizations/reach.ts';
import * as reach from '../authorizations/reach-queries.ts';
import { getOwnSpace } from '../space/own-space.ts';
import { obstacles } from '../users/obstacle.ts';
import * as obstacleQueries from '../users/obstacle-queries.ts';
import { group, groupNotFound } from './group.ts';
import * as groups from './group-queries.ts';

export const checkGroupDeletion = defineAction({
  id: 'organization:CheckGroupDeletion',
  summary: 'Ours. Tell what stands in the way of deleting a user group.',
  effect: 'read',
  allowed: ['principal'],
  delegable: { services: ['identitycenter'], manages: 'all' },
  permission: 'organization:DeleteGroup',
  input: z.object({ zoneId: z.string(), groupId: z.string() }),
  output: obstacles.extend({ groupInfo: group }),

  async run(context, { zoneId, groupId }) {
    const { db, actor } = context;
    const { spaceId } = await getOwnSpace(db, actor, zoneId);
    const groupInfo = await groups.find(db, spaceId, groupId);
    if (!groupInfo) throw groupNotFound(groupId);
    await requireReachManaged(context, () => reach.ofGroup(db, spaceId, groupId));
    const principal = { principalType: 'Group', principalId: groupId } as const;
    return { groupInfo, ...(await obstacleQueries.find(db, spaceId, principal)) };
  },
});
