import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { getOwnSpace } from '../space/own-space.ts';
import { emailTaken, user, userName, userNameTaken, userStatus } from './user.ts';
import * as users from './user-queries.ts';

export const createUser = defineAction({
  id: 'organization:CreateUser',
  summary: 'Create a user in a space.',
  effect: 'write',
  allowed: ['principal'],
  input: z.object({
    zoneId: z.string(),
    userName,
    firstName: z.string().max(64).default(''),
    lastName: z.string().max(64).default(''),
    displayName: z.string().max(256).default(''),
    description: z.string().max(1024).default(''),
    email: z.union([z.literal(''), z.email().max(128)]).default(''),
    userStatus: userStatus.default('Enabled'),
  }),
  output: z.object({ userInfo: user }),

  async run({ db, actor, now, random }, { zoneId, ...attributes }) {
    const { spaceId } = await getOwnSpace(db, actor, zoneId);
    const created = await users.insert(db, spaceId, {
      ...attributes,
      userId: random.id('u'),
      userType: 'Manual',
      createTime: now,
      updateTime: now,
    });
    if (created) return { userInfo: created };

    const isNameTaken = await users.isNameTaken(db, spaceId, attributes.userName);
    throw isNameTaken ? userNameTaken(attributes.userName) : emailTaken(attributes.email);
  },
});
