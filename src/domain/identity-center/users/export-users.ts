import { z } from 'zod';
import { nextTokenOf, wantedPage } from '../../../action/cursor.ts';
import { defineAction } from '../../../action/define-action.ts';
import { getOwnSpace } from '../space/own-space.ts';
import { user, userStatus, userType } from './user.ts';
import * as users from './user-list-queries.ts';

export const exportUsers = defineAction({
  id: 'organization:ExportUsers',
  summary: 'Ours. Read the next thousand users for a file, without counting how many there are.',
  effect: 'read',
  allowed: ['principal'],
  delegable: { services: ['identitycenter'], manages: 'some' },
  permission: 'organization:ListUsers',
  input: z.object({
    zoneId: z.string(),
    filter: z.string().max(256).default(''),
    userStatus: userStatus.optional(),
    userType: userType.optional(),
    nextToken: z.string().max(4096).default(''),
  }),
  output: z.object({ users: z.array(user), nextToken: z.string().optional() }),

  async run({ db, actor }, { zoneId, ...listing }) {
    const { spaceId } = await getOwnSpace(db, actor, zoneId);
    const wanted = wantedPage({ ...listing, offset: 0, maxResults: 1000 }, users.byName);
    const { rows, next } = await users.list(
      db,
      spaceId,
      { ...listing, filterGroups: [] },
      users.byName,
      wanted,
    );
    return { users: rows, nextToken: next && nextTokenOf(next, users.byName) };
  },
});
