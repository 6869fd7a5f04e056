import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { accountNotFound } from '../accounts/account.ts';
import * as accounts from '../accounts/account-queries.ts';
import { requireAdministrator } from '../administrators/administrator.ts';
import { bindingStatus } from './email-binding.ts';
import * as bindings from './email-binding-queries.ts';

export const describeOrganizationMemberEmailBind = defineAction({
  id: 'organization:DescribeOrganizationMemberEmailBind',
  summary:
    'Tell whether a created account was offered to somebody as its root user, and whether it was taken.',
  effect: 'read',
  allowed: ['principal'],
  input: z.object({ memberUin: z.int() }),
  output: z.object({
    bindId: z.int().optional(),
    email: z.string(),
    phone: z.string(),
    countryCode: z.string(),
    bindStatus: z.enum(['Unbound', 'Valid', 'Success', 'Failed']),
    applyTime: z.date().optional(),
    bindTime: z.date().optional(),
  }),

  async run({ db, actor, now }, { memberUin: uin }) {
    const { organizationId } = requireAdministrator(actor);
    if (!(await accounts.find(db, organizationId, uin))) throw accountNotFound(uin);
    const binding = await bindings.find(db, organizationId, uin);
    return {
      email: binding?.email ?? '',
      phone: binding?.phone ?? '',
      countryCode: binding?.countryCode ?? '',
      bindStatus: bindingStatus(binding, now),
      ...(binding && { bindId: binding.bindId, applyTime: binding.applyTime }),
      ...(binding?.bindTime && { bindTime: binding.bindTime }),
    };
  },
});
