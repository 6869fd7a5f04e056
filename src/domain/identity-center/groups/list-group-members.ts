import { z } from 'zod';
import { cursorInput, cursorOutput, pageAnswer, wantedPage } from '../../../action/cursor.ts';
import { defineAction } from '../../../action/define-action.ts';
import { getOwnSpace } from '../space/own-space.ts';
import { groupMember, groupNotFound } from './group.ts';
import * as groups from './group-queries.ts';
import * as members from './member-queries.ts';

export const listGroupMembers = defineAction({
  id: 'organization:ListGroupMembers',
  summary: 'List the users of a user group, by name, and since when they are in it.',
  effect: 'read',
  allowed: ['principal'],
  delegable: { services: ['identitycenter'], manages: 'some' },
  input: z.object({
    zoneId: z.string(),
    groupId: z.string(),
    userType: groupMember.shape.userType.optional(),
    /** Ours: what people type. */
    search: z.string().max(256).default(''),
    ...cursorInput,
  }),
  output: z.object({ groupMembers: z.array(groupMember), ...cursorOutput }),

  async run({ db, actor }, { zoneId, groupId, ...listing }) {
    const { spaceId } = await getOwnSpace(db, actor, zoneId);
    if (!(await groups.find(db, spaceId, groupId))) throw groupNotFound(groupId);
    const wanted = wantedPage(listing, members.byUserName);
    const { rows, total, ...page } = await members.list(db, spaceId, groupId, listing, wanted);
    return { groupMembers: rows, ...pageAnswer(page, members.byUserName, { ...listing, total }) };
  },
});
