import { z } from 'zod';
import { cursorInput, cursorOutput, pageAnswer, totalOf, wantedPage } from '../../../action/cursor.ts';
import { defineAction } from '../../../action/define-action.ts';
import { getOwnSpace } from '../space/own-space.ts';
import { user, userStatus, userType } from './user.ts';
import * as users from './user-list-queries.ts';

export const listUsers = defineAction({
  id: 'organization:ListUsers',
  summary: 'List the users of a space, by name or by when they were created.',
  effect: 'read',
  allowed: ['principal'],
  delegable: { services: ['identitycenter'], manages: 'some' },
  input: z.object({
    zoneId: z.string(),
    filter: z.string().max(256).default(''),
    userStatus: userStatus.optional(),
    userType: userType.optional(),
    filterGroups: z.array(z.string().max(64)).max(100).default([]),
    sortField: z.enum(['CreateTime']).optional(),
    sortType: z.enum(['Asc', 'Desc']).default('Asc'),
    ...cursorInput,
  }),
  output: z.object({ users: z.array(user.extend({ isSelected: z.boolean() })), ...cursorOutput }),

  async run({ db, actor }, { zoneId, sortField, sortType, ...listing }) {
    const { spaceId } = await getOwnSpace(db, actor, zoneId);
    const order = sortField ? users.byAge(sortType) : users.byName;
    const { rows, ...page } = await users.list(db, spaceId, listing, order, wantedPage(listing, order));
    const asked = { zoneId, ...listing };
    const total = await totalOf(asked, () => users.count(db, spaceId, listing));
    return { users: rows, ...pageAnswer(page, order, { ...asked, total }) };
  },
});
