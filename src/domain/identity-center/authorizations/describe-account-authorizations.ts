import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { pageInput } from '../../../action/page.ts';
import { accountNotFound, accounts, requireManaged } from '../../organization/index.ts';
import { getOwnSpace } from '../space/own-space.ts';
import { deployedConfiguration, synchronizedPrincipal } from './account-authorizations.ts';
import * as inAccount from './account-queries.ts';

export const describeAccountAuthorizations = defineAction({
  id: 'organization:DescribeAccountAuthorizations',
  summary: 'Ours. Show an account with what is deployed in it, or with who is synchronized into it.',
  effect: 'read',
  allowed: ['principal'],
  permission: 'organization:ListRoleAssignments',
  delegable: { services: ['identitycenter'], manages: 'some' },
  input: z.object({
    zoneId: z.string(),
    targetUin: z.int(),
    of: z.enum(['deployments', 'synchronizations']).default('deployments'),
    filter: z.string().max(256).default(''),
    ...pageInput,
  }),
  output: z.object({
    account: z.object({ targetUin: z.int(), targetName: z.string(), isAdmin: z.boolean() }),
    deployments: z.array(deployedConfiguration),
    synchronizations: z.array(synchronizedPrincipal),
    totalCounts: z.int(),
  }),

  async run({ db, actor }, { zoneId, targetUin: uin, of, ...asked }) {
    const { spaceId, organizationId } = await getOwnSpace(db, actor, zoneId);
    const account = await accounts.find(db, organizationId, uin);
    if (!account) throw accountNotFound(uin);
    await requireManaged(db, actor, uin);
    const described = { targetUin: uin, targetName: account.name, isAdmin: account.kind === 'admin' };
    if (of === 'deployments') {
      const { items, total } = await inAccount.listDeployments(db, spaceId, uin, asked);
      return { account: described, deployments: items, synchronizations: [], totalCounts: total };
    }
    const { items, total } = await inAccount.listSynchronizations(db, spaceId, uin, asked);
    return { account: described, deployments: [], synchronizations: items, totalCounts: total };
  },
});
