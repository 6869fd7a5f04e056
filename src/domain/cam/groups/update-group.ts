import { z } from 'zod';
import { requirePrincipal } from '../../../action/actor.ts';
import { defineAction } from '../../../action/define-action.ts';
import * as accountLock from '../account-lock-queries.ts';
import { remark } from '../users/cam-user.ts';
import { camGroupName, camGroupNameTaken, camGroupNotFound, groupResource } from './cam-group.ts';
import * as groups from './cam-group-queries.ts';

export const updateCamGroup = defineAction({
  id: 'cam:UpdateGroup',
  summary: 'Rename a user group, or change its remark.',
  effect: 'write',
  allowed: ['principal'],
  input: z.object({ groupId: z.int(), groupName: camGroupName.optional(), remark: remark.optional() }),
  output: z.object({}),
  resource: ({ groupId }, { uin }) => groupResource(uin, groupId),

  async run({ db, actor }, { groupId, ...changes }) {
    const { uin } = requirePrincipal(actor);
    await accountLock.lock(db, uin);
    const group = await groups.find(db, uin, groupId);
    if (!group) throw camGroupNotFound(groupId);
    const { groupName = group.groupName, remark = group.remark } = changes;
    if (await groups.isNameTaken(db, uin, groupName, groupId)) throw camGroupNameTaken(groupName);

    await groups.update(db, uin, groupId, { groupName, remark });
    return {};
  },
});
