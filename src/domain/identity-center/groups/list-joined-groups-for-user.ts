import { z } from 'zod';
import { cursorInput, cursorOutput, pageAnswer, wantedPage } from '../../../action/cursor.ts';
import { defineAction } from '../../../action/define-action.ts';
import { getOwnSpace } from '../space/own-space.ts';
import { userNotFound } from '../users/user.ts';
import * as users from '../users/user-queries.ts';
import { joinedGroup } from './group.ts';
import * as members from './member-queries.ts';

export const listJoinedGroupsForUser = defineAction({
  id: 'organization:ListJoinedGroupsForUser',
  summary: 'List the user groups that a user is in, by name, and since when.',
  effect: 'read',
  allowed: ['principal'],
  delegable: { services: ['identitycenter'], manages: 'some' },
  input: z.object({ zoneId: z.string(), userId: z.string(), ...cursorInput }),
  output: z.object({ joinedGroups: z.array(joinedGroup), ...cursorOutput }),

  async run({ db, actor }, { zoneId, userId, ...listing }) {
    const { spaceId } = await getOwnSpace(db, actor, zoneId);
    if (!(await users.find(db, spaceId, userId))) throw userNotFound(userId);
    const wanted = wantedPage(listing, members.byGroupName);
    const { rows, total, ...page } = await members.listJoined(db, spaceId, userId, wanted);
    return { joinedGroups: rows, ...pageAnswer(page, members.byGroupName, { ...listing, total }) };
  },
});
