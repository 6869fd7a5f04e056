import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
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
  permission: 'organization:DeleteGroup',
  input: z.object({ zoneId: z.string(), groupId: z.string() }),
  output: obstacles.extend({ groupInfo: group }),

  async run({ db, actor }, { zoneId, groupId }) {
    const { spaceId } = await getOwnSpace(db, actor, zoneId);
    const groupInfo = await groups.find(db, spaceId, groupId);
    if (!groupInfo) throw groupNotFound(groupId);
    const principal = { principalType: 'Group', principalId: groupId } as const;
    return { groupInfo, ...(await obstacleQueries.find(db, spaceId, principal)) };
  },
});
