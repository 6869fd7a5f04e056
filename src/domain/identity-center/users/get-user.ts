import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { getOwnSpace } from '../space/own-space.ts';
import { user, userNotFound } from './user.ts';
import * as users from './user-queries.ts';

export const getUser = defineAction({
  id: 'organization:GetUser',
  summary: 'Show one user.',
  effect: 'read',
  allowed: ['principal'],
  delegable: { services: ['identitycenter'], manages: 'some' },
  input: z.object({ zoneId: z.string(), userId: z.string() }),
  output: z.object({ userInfo: user }),

  async run({ db, actor }, { zoneId, userId }) {
    const { spaceId } = await getOwnSpace(db, actor, zoneId);
    const found = await users.find(db, spaceId, userId);
    if (!found) throw userNotFound(userId);
    return { userInfo: found };
  },
});
