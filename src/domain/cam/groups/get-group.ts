import { z } from 'zod';
import { requirePrincipal } from '../../../action/actor.ts';
import { defineAction } from '../../../action/define-action.ts';
import { quotas } from '../quotas.ts';
import { camGroup, camGroupNotFound, groupResource } from './cam-group.ts';
import * as groups from './cam-group-queries.ts';
import { groupMember, toGroupMember } from './group-member.ts';
import * as members from './member-queries.ts';

export const getCamGroup = defineAction({
  id: 'cam:GetGroup',
  summary: 'Show one user group of the account.',
  effect: 'read',
  allowed: ['principal'],
  input: z.object({ groupId: z.int() }),
  output: camGroup.extend({ userInfo: z.array(groupMember) }),
  resource: ({ groupId }, { uin }) => groupResource(uin, groupId),

  async run({ db, actor }, { groupId }) {
    const { uin } = requirePrincipal(actor);
    const group = await groups.find(db, uin, groupId);
    if (!group) throw camGroupNotFound(groupId);
    const everybody = { filter: '', offset: 0, maxResults: quotas.usersPerGroup };
    const { items } = await members.list(db, uin, groupId, everybody);
    return { ...group, userInfo: items.map(toGroupMember) };
  },
});
