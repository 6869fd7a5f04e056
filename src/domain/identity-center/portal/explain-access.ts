import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { findPresetPolicy } from '../../cam/index.ts';
import { accountNotFound } from '../../organization/index.ts';
import { spaceNotFound } from '../space/space.ts';
import * as spaces from '../space/space-queries.ts';
import { linkInto } from '../space/space-urls.ts';
import * as access from './access-queries.ts';
import { getEmployee } from './employee.ts';
import { portalAccount } from './portal-account.ts';

export const explainAccess = defineAction({
  id: 'portal:ExplainAccess',
  summary: 'Explain to a person why they have a permission in an account, and what it lets them do.',
  effect: 'read',
  allowed: ['employee'],
  input: z.object({ uin: z.coerce.number().int().positive().safe(), permissionConfigurationId: z.string() }),
  output: z.object({
    account: portalAccount.omit({ via: true, isFavourite: true }),
    configuration: z.object({
      id: z.string(),
      name: z.string(),
      description: z.string(),
      sessionSeconds: z.int(),
      isReady: z.boolean(),
      roleName: z.string(),
      policies: z.array(z.object({ policyName: z.string(), description: z.string() })),
    }),
    /** Leads straight in, for whoever may. */
    link: z.string(),
    reasons: z.array(
      z.object({
        groupName: z.string().nullable(),
        /** The department that the account inherits it from. */
        departmentName: z.string().nullable(),
        authorizedAt: z.date(),
        endsAt: z.date().nullable(),
        joinedAt: z.date().nullable(),
      }),
    ),
  }),

  async run({ db, actor, now, settings }, { uin, permissionConfigurationId }) {
    const { spaceId, userId } = await getEmployee(db, actor);
    const account = await access.findAccount(db, spaceId, uin);
    const granted = await access.listConfigurations(db, spaceId, { userId, now }, uin);
    const configuration = granted.find(({ id }) => id === permissionConfigurationId);
    if (!account || !configuration) throw accountNotFound(uin);

    const { policyIds, ...shown } = configuration;
    const policies = policyIds.map((policyId) => ({
      policyName: findPresetPolicy(policyId)?.policyName ?? String(policyId),
      description: findPresetPolicy(policyId)?.description ?? '',
    }));
    const reasons = await access.listReasons(
      db,
      spaceId,
      { userId, now },
      { uin, permissionConfigurationId },
    );
    const space = await spaces.findById(db, spaceId);
    if (!space) throw spaceNotFound(spaceId);
    const link = linkInto(settings, space.name, uin, configuration.name);
    return { account, configuration: { ...shown, policies }, link, reasons };
  },
});
