import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { requireAdministrator } from '../administrators/administrator.ts';
import { recordChange } from '../changes/record-change.ts';
import * as memberships from '../membership/membership-queries.ts';
import { noFinanceChangePending } from './finance-change.ts';
import * as financeChanges from './finance-change-queries.ts';

export const cancelOrganizationPermissionChange = defineAction({
  id: 'organization:CancelOrganizationPermissionChange',
  summary: 'Take back a change of a member’s finance that the member has not confirmed yet.',
  effect: 'write',
  allowed: ['principal'],
  input: z.object({ memberUin: z.int() }),
  output: z.object({}),

  async run(context, { memberUin: uin }) {
    const { db, now } = context;
    const { organizationId } = requireAdministrator(context.actor);
    const isCancelled = await financeChanges.cancelOpen(db, organizationId, uin, now);
    if (!isCancelled) throw noFinanceChangePending(uin);

    const accountName = await memberships.nameOf(db, organizationId, uin);
    await recordChange(context, organizationId, { kind: 'FinanceChangeCancelled', uin, accountName });
    return {};
  },
});
