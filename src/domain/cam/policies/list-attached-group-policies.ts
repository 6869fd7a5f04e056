import { z } from 'zod';
import { requirePrincipal } from '../../../action/actor.ts';
import { defineAction } from '../../../action/define-action.ts';
import { camGroupNotFound, groupResource } from '../groups/cam-group.ts';
import * as groups from '../groups/cam-group-queries.ts';
import { paging } from '../paging.ts';
import { attachedPolicy, listAttached } from './attached-policy.ts';

export const listAttachedGroupPolicies = defineAction({
  id: 'cam:ListAttachedGroupPolicies',
  summary: 'List the policies attached to a user group.',
  effect: 'read',
  allowed: ['principal'],
  input: z.object({ targetGroupId: z.int(), ...paging }),
  output: z.object({ totalNum: z.int(), list: z.array(attachedPolicy) }),
  resource: ({ targetGroupId }, { uin }) => groupResource(uin, targetGroupId),

  async run({ db, actor }, { targetGroupId, ...asked }) {
    const { uin } = requirePrincipal(actor);
    if (!(await groups.find(db, uin, targetGroupId))) throw camGroupNotFound(targetGroupId);
    return listAttached(db, uin, { kind: 'group', principalId: String(targetGroupId) }, asked);
  },
});
