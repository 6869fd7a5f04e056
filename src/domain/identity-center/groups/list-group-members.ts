import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { pageInput } from '../../../action/page.ts';
import { getOwnSpace } from '../space/own-space.ts';
import { groupMember, groupNotFound } from './group.ts';
import * as groups from './group-queries.ts';

export const listGroupMembers = defineAction({
  id: 'organization:ListGroupMembers',
  summary: 'List the users of a user group, by name.',
  effect: 'read',
  allowed: ['principal'],
  input: z.object({ zoneId: z.string(), groupId: z.string(), ...pageInput }),
  output: z.object({ groupMembers: z.array(groupMember), totalCounts: z.int() }),

  async run({ db, actor }, { zoneId, groupId, ...listing }) {
    const { spaceId } = await getOwnSpace(db, actor, zoneId);
    if (!(await groups.find(db, spaceId, groupId))) throw groupNotFound(groupId);
    const { items, total } = await groups.listMembers(db, spaceId, groupId, listing);
    return { groupMembers: items, totalCounts: total };
  },
});
