import { z } from 'zod';
import { requirePrincipal } from '../../../action/actor.ts';
import { defineAction } from '../../../action/define-action.ts';
import { camGroupNotFound } from './cam-group.ts';
import * as groups from './cam-group-queries.ts';
import * as members from './member-queries.ts';
import { groupsNamedIn, memberships, userOf } from './membership.ts';

export const removeCamUserFromGroup = defineAction({
  id: 'cam:RemoveUserFromGroup',
  summary: 'Take CAM users out of user groups.',
  effect: 'write',
  allowed: ['principal'],
  input: z.object({ info: memberships }),
  output: z.object({}),
  resource: ({ info }, { uin }) => groupsNamedIn(info, uin),

  async run({ db, actor }, { info }) {
    const { uin } = requirePrincipal(actor);
    for (const membership of info) {
      const { groupId } = membership;
      if (!(await groups.find(db, uin, groupId))) throw camGroupNotFound(groupId);
      await members.remove(db, uin, groupId, userOf(membership));
    }
    return {};
  },
});
