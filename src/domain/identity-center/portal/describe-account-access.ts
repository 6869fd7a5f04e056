import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { findPresetPolicy } from '../../cam/index.ts';
import { accountNotFound } from '../../organization/index.ts';
import { getEmployee } from './employee.ts';
import * as portal from './portal-queries.ts';
import { via } from './via.ts';

export const describeAccountAccess = defineAction({
  id: 'portal:DescribeAccountAccess',
  summary: 'Show as what a person may enter one account, and why.',
  effect: 'read',
  allowed: ['employee'],
  input: z.object({ uin: z.coerce.number().int().positive().safe() }),
  output: z.object({
    account: z.object({ uin: z.int(), name: z.string(), isAdmin: z.boolean(), department: z.string() }),
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

  async run({ db, actor }, { uin }) {
    const { spaceId, userId } = await getEmployee(db, actor);
    const account = await portal.findAccount(db, spaceId, uin);
    const configurations = await portal.listConfigurations(db, spaceId, userId, uin);
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
