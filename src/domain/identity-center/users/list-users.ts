import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { pageInput } from '../../../action/page.ts';
import { getOwnSpace } from '../space/own-space.ts';
import { user } from './user.ts';
import * as users from './user-queries.ts';

export const listUsers = defineAction({
  id: 'organization:ListUsers',
  summary: 'List the users of a space, by name.',
  effect: 'read',
  allowed: ['principal'],
  input: z.object({ zoneId: z.string(), filter: z.string().max(256).default(''), ...pageInput }),
  output: z.object({ users: z.array(user), totalCounts: z.int() }),

  async run({ db, actor }, { zoneId, ...listing }) {
    const { spaceId } = await getOwnSpace(db, actor, zoneId);
    const { items, total } = await users.list(db, spaceId, listing);
    return { users: items, totalCounts: total };
  },
});
