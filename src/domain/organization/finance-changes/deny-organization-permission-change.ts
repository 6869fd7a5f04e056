import { z } from 'zod';
import { requirePrincipal } from '../../../action/actor.ts';
import { defineAction } from '../../../action/define-action.ts';
import { recordChange } from '../changes/record-change.ts';
import * as memberships from '../membership/membership-queries.ts';
import { financeChangeNotFound } from './finance-change.ts';
import * as financeChanges from './finance-change-queries.ts';

export const denyOrganizationPermissionChange = defineAction({
  id: 'organization:DenyOrganizationPermissionChange',
  summary: 'Refuse, as a member, a change of what the organization may do with its finance.',
  effect: 'write',
  allowed: ['principal'],
  input: z.object({ changeId: z.int() }),
  output: z.object({}),

  async run(context, { changeId }) {
    const { db, now } = context;
    const { uin } = requirePrincipal(context.actor);
    const change = await financeChanges.decide(db, uin, changeId, 'Rejected', now);
    if (!change) throw financeChangeNotFound(changeId);

    await recordChange(context, change.organizationId, {
      kind: 'FinanceChangeRejected',
      ...{ uin, former: change.former.permissionIds.join(), present: change.present.permissionIds.join() },
      accountName: await memberships.nameOf(db, change.organizationId, uin),
    });
    return {};
  },
});
