import { z } from 'zod';
import { requirePrincipal } from '../../../action/actor.ts';
import { defineAction } from '../../../action/define-action.ts';
import { listingOf, paging } from '../paging.ts';
import { camGroupNotFound, groupResource } from './cam-group.ts';
import * as groups from './cam-group-queries.ts';
import { groupMember, toGroupMember } from './group-member.ts';
import * as members from './member-queries.ts';

export const listUsersForGroup = defineAction({
  id: 'cam:ListUsersForGroup',
  summary: 'List the members of a user group, by name.',
  effect: 'read',
  allowed: ['principal'],
  input: z.object({ groupId: z.int(), ...paging }),
  output: z.object({
    totalNum: z.int(),
    userInfo: z.array(groupMember),
  }),
  resource: ({ groupId }, { uin }) => groupResource(uin, groupId),

  async run({ db, actor }, { groupId, ...asked }) {
    const { uin } = requirePrincipal(actor);
    if (!(await groups.find(db, uin, groupId))) throw camGroupNotFound(groupId);
    const { items, total } = await members.list(db, uin, groupId, listingOf(asked));
    return { totalNum: total, userInfo: items.map(toGroupMember) };
  },
});
