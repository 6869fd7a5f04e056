import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { getOwnSpace } from '../space/own-space.ts';
import { group, groupName, groupNameTaken } from './group.ts';
import * as groups from './group-queries.ts';

export const createGroup = defineAction({
  id: 'organization:CreateGroup',
  summary: 'Create a user group in a space.',
  effect: 'write',
  allowed: ['principal'],
  input: z.object({ zoneId: z.string(), groupName, description: z.string().max(1024).default('') }),
  output: z.object({ groupInfo: group }),

  async run({ db, actor, now, random }, { zoneId, groupName: name, description }) {
    const { spaceId } = await getOwnSpace(db, actor, zoneId);
    const created = await groups.insert(db, spaceId, {
      groupId: random.id('g'),
      groupName: name,
      description,
      groupType: 'Manual',
      createTime: now,
      updateTime: now,
    });
    if (!created) throw groupNameTaken(name);
    return { groupInfo: created };
  },
});
