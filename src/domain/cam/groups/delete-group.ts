import { z } from 'zod';
import { requirePrincipal } from '../../../action/actor.ts';
import { defineAction } from '../../../action/define-action.ts';
import * as attachments from '../policies/attachment-queries.ts';
import { camGroupNotFound, groupResource } from './cam-group.ts';
import * as groups from './cam-group-queries.ts';

export const deleteCamGroup = defineAction({
  id: 'cam:DeleteGroup',
  summary: 'Delete a user group with its memberships and attachments; its members stay.',
  effect: 'write',
  allowed: ['principal'],
  input: z.object({ groupId: z.int() }),
  output: z.object({}),
  resource: ({ groupId }, { uin }) => groupResource(uin, groupId),

  async run({ db, actor }, { groupId }) {
    const { uin } = requirePrincipal(actor);
    if (!(await groups.find(db, uin, groupId))) throw camGroupNotFound(groupId);

    await attachments.detachAll(db, uin, { kind: 'group', principalId: String(groupId) });
    await groups.remove(db, uin, groupId);
    return {};
  },
});
