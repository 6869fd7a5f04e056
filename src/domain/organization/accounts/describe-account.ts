import { z } from 'zod';
import { requirePrincipal } from '../../../action/actor.ts';
import { defineAction } from '../../../action/define-action.ts';
import { accountUnknown } from './account.ts';
import * as accounts from './account-queries.ts';

export const describeAccount = defineAction({
  id: 'organization:DescribeAccount',
  summary: 'Describe the account that one is signed in to, and whether it belongs to an organization.',
  effect: 'read',
  allowed: ['principal'],
  input: z.object({}),
  output: z.object({
    account: z.object({
      uin: z.int(),
      name: z.string(),
      authName: z.string(),
      belongsToOrganization: z.boolean(),
    }),
  }),

  async run({ db, actor }) {
    const { uin } = requirePrincipal(actor);
    const account = await accounts.findByUin(db, uin);
    if (!account) throw accountUnknown(uin);
    const { nickName: name, verifiedEntity: authName, organizationId } = account;
    return { account: { uin, name, authName, belongsToOrganization: organizationId !== null } };
  },
});
