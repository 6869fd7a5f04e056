import { z } from 'zod';
import { requirePrincipal } from '../../../action/actor.ts';
import { defineAction } from '../../../action/define-action.ts';
import * as accountLock from '../account-lock-queries.ts';
import { quotas } from '../quotas.ts';
import { remark } from '../users/cam-user.ts';
import { camGroupName, camGroupNameTaken, groupResource, tooManyGroups } from './cam-group.ts';
import * as groups from './cam-group-queries.ts';

export const createCamGroup = defineAction({
  id: 'cam:CreateGroup',
  summary: 'Create a user group in the account.',
  effect: 'write',
  allowed: ['principal'],
  input: z.object({ groupName: camGroupName, remark: remark.default('') }),
  output: z.object({ groupId: z.int() }),
  resource: (_input, { uin }) => groupResource(uin, '*'),

  async run({ db, actor, now }, { groupName, remark }) {
    const { uin } = requirePrincipal(actor);
    await accountLock.lock(db, uin);
    if ((await groups.count(db, uin)) >= quotas.groups) throw tooManyGroups();

    const groupId = await groups.insert(db, uin, { groupName, remark }, now);
    if (groupId === undefined) throw camGroupNameTaken(groupName);
    return { groupId };
  },
});
