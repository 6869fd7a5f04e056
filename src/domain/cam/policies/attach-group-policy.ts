import { z } from 'zod';
import { requirePrincipal } from '../../../action/actor.ts';
import { defineAction } from '../../../action/define-action.ts';
import { camGroupNotFound, groupResource } from '../groups/cam-group.ts';
import * as groups from '../groups/cam-group-queries.ts';
import { attachPolicy } from './attach-policy.ts';

export const attachGroupPolicy = defineAction({
  id: 'cam:AttachGroupPolicy',
  summary: 'Attach a policy to a user group, and so to its members.',
  effect: 'write',
  allowed: ['principal'],
  input: z.object({ policyId: z.int(), attachGroupId: z.int() }),
  output: z.object({}),
  resource: ({ attachGroupId: groupId }, { uin }) => groupResource(uin, groupId),

  async run(context, { policyId, attachGroupId: groupId }) {
    const { db, actor } = context;
    const { uin } = requirePrincipal(actor);
    if (!(await groups.find(db, uin, groupId))) throw camGroupNotFound(groupId);

    await attachPolicy(context, uin, { kind: 'group', principalId: String(groupId) }, policyId);
    return {};
  },
});
