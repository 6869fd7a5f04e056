import { z } from 'zod';
import { requirePrincipal } from '../../../action/actor.ts';
import { defineAction } from '../../../action/define-action.ts';
import { camGroup, camGroupNotFound, groupResource } from './cam-group.ts';
import * as groups from './cam-group-queries.ts';

export const getCamGroup = defineAction({
  id: 'cam:GetGroup',
  summary: 'Show one user group of the account.',
  effect: 'read',
  allowed: ['principal'],
  input: z.object({ groupId: z.int() }),
  output: camGroup,
  resource: ({ groupId }, { uin }) => groupResource(uin, groupId),

  async run({ db, actor }, { groupId }) {
    const { uin } = requirePrincipal(actor);
    const group = await groups.find(db, uin, groupId);
    if (!group) throw camGroupNotFound(groupId);
    return group;
  },
});
