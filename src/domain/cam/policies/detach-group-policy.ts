import { z } from 'zod';
import { requirePrincipal } from '../../../action/actor.ts';
import { defineAction } from '../../../action/define-action.ts';
import { camGroupNotFound, groupResource } from '../groups/cam-group.ts';
import * as groups from '../groups/cam-group-queries.ts';
import { detachPolicy } from './attach-policy.ts';

export const detachGroupPolicy = defineAction({
  id: 'cam:DetachGroupPolicy',
  summary: 'Detach a policy from a user group, and so from its members.',
  effect: 'write',
  allowed: ['principal'],
  input: z.object({ policyId: z.int(), detachGroupId: z.int() }),
  output: z.object({}),
  resource: ({ detachGroupId: groupId }, { uin }) => groupResource(uin, groupId),

  async run(context, { policyId, detachGroupId: groupId }) {
    const { db, actor } = context;
    const { uin } = requirePrincipal(actor);
    if (!(await groups.find(db, uin, groupId))) throw camGroupNotFound(groupId);

    await detachPolicy(context, uin, { kind: 'group', principalId: String(groupId) }, policyId);
    return {};
  },
});
