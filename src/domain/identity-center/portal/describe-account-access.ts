import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { findPresetPolicy } from '../../cam/index.ts';
import { accountNotFound } from '../../organization/index.ts';
import * as access from './access-queries.ts';
import { getEmployee } from './employee.ts';
import { portalAccount } from './portal-account.ts';
import { via } from './via.ts';

export const describeAccountAccess = defineAction({
  id: 'portal:DescribeAccountAccess',
  summary: 'Show as what a person may enter one account, and why.',
  effect: 'read',
  allowed: ['employee'],
  input: z.object({ uin: z.coerce.number().int().positive().safe() }),
  output: z.object({
    account: portalAccount.omit({ via: true, isFavourite: true }),
    configurations: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        description: z.string(),
        sessionSeconds: z.int(),
        policies: z.array(z.string()),
        isReady: z.boolean(),
        via: z.array(via),
      }),
    ),
  }),

  async run({ db, actor, now }, { uin }) {
    const { spaceId, userId } = await getEmployee(db, actor);
    const account = await access.findAccount(db, spaceId, uin);
    const configurations = await access.listConfigurations(db, spaceId, { userId, now }, uin);
    // An account one may not enter is no different from one that does not exist.
    if (!account || configurations.length === 0) throw accountNotFound(uin);

    return {
      account,
      configurations: configurations.map(({ policyIds, ...configuration }) => ({
        ...configuration,
        policies: policyIds.map((policyId) => findPresetPolicy(policyId)?.policyName ?? String(policyId)),
      })),
    };
  },
});
