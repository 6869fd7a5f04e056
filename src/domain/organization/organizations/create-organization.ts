import { z } from 'zod';
import { requirePrincipal } from '../../../action/actor.ts';
import { defineAction } from '../../../action/define-action.ts';
import { accountUnknown } from '../accounts/account.ts';
import * as accounts from '../accounts/account-queries.ts';
import { startOrganization } from './found-organization.ts';
import { notVerified, organizationExists, organizationName } from './organization.ts';

export const createOrganization = defineAction({
  id: 'organization:CreateOrganization',
  summary: 'Create an organization around this account, which becomes its admin account.',
  effect: 'write',
  allowed: ['principal'],
  /** The name is ours; the Cloud API knows the organization by the account. */
  input: z.object({ name: organizationName.optional() }),
  output: z.object({ orgId: z.int(), nickName: z.string(), rootNodeId: z.int() }),

  async run(context, { name }) {
    const { db } = context;
    const { uin } = requirePrincipal(context.actor);
    const account = await accounts.findByUin(db, uin);
    if (!account) throw accountUnknown(uin);
    if (account.organizationId !== null) throw organizationExists(uin);
    if (!account.verifiedEntity) throw notVerified(uin);

    const started = await startOrganization(context, name ?? account.nickName, account);
    return {
      orgId: started.organizationId,
      nickName: account.nickName,
      rootNodeId: started.rootDepartmentId,
    };
  },
});
