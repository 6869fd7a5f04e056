import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { getOwnSpace } from '../space/own-space.ts';
import { userNotFound } from '../users/user.ts';
import * as users from '../users/user-queries.ts';
import { alreadyMember, groupNotFound } from './group.ts';
import * as groups from './group-queries.ts';

export const addUserToGroup = defineAction({
  id: 'organization:AddUserToGroup',
  summary: 'Add one user to a user group.',
  effect: 'write',
  allowed: ['principal'],
  input: z.object({ zoneId: z.string(), groupId: z.string(), userId: z.string() }),
  output: z.object({}),

  async run({ db, actor, now }, { zoneId, groupId, userId }) {
    const { spaceId } = await getOwnSpace(db, actor, zoneId);
    const group = await groups.find(db, spaceId, groupId);
    if (!group) throw groupNotFound(groupId);
    const user = await users.find(db, spaceId, userId);
    if (!user) throw userNotFound(userId);

    const isAdded = await groups.addMember(db, spaceId, groupId, userId, now);
    if (!isAdded) throw alreadyMember(user.userName);
    return {};
  },
});
