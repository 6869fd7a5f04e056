import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { getOwnSpace } from '../space/own-space.ts';
import { findTaken, insertUsers, refusalOf, requireRoom } from './create-users.ts';
import { manualType, newUser, user } from './user.ts';

export const createUser = defineAction({
  id: 'organization:CreateUser',
  summary: 'Create a user in a space.',
  effect: 'write',
  allowed: ['principal'],
  delegable: { services: ['identitycenter'], manages: 'some' },
  input: newUser.extend({ zoneId: z.string(), userType: manualType }),
  output: z.object({ userInfo: user }),

  async run(context, { zoneId, userType: _, ...wanted }) {
    const space = await getOwnSpace(context.db, context.actor, zoneId);
    await requireRoom(context, space, 1);
    const [taken] = await findTaken(context, space.spaceId, [wanted]);
    if (taken) throw refusalOf(taken, wanted, taken.field);

    const [userInfo] = await insertUsers(context, space, [wanted]);
    return { userInfo: userInfo as z.output<typeof user> };
  },
});
