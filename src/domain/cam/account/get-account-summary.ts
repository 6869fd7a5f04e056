import { z } from 'zod';
import { requirePrincipal } from '../../../action/actor.ts';
import { defineAction } from '../../../action/define-action.ts';
import * as groups from '../groups/cam-group-queries.ts';
import * as policies from '../policies/policy-queries.ts';
import { quotas } from '../quotas.ts';
import * as roles from '../roles/role-queries.ts';
import * as providers from '../saml-providers/saml-provider-queries.ts';
import * as camUsers from '../users/cam-user-queries.ts';

export const getAccountSummary = defineAction({
  id: 'cam:GetAccountSummary',
  summary: 'Count what the account holds, beside what it may hold.',
  effect: 'read',
  allowed: ['principal'],
  input: z.object({}),
  output: z.object({
    policies: z.int(),
    roles: z.int(),
    user: z.int(),
    group: z.int(),
    identityProviders: z.int(),
    /** Ours. */
    quotas: z.object({
      policies: z.int(),
      roles: z.int(),
      user: z.int(),
      group: z.int(),
      identityProviders: z.int(),
    }),
  }),

  async run({ db, actor }) {
    const { uin } = requirePrincipal(actor);
    return {
      policies: await policies.count(db, uin),
      roles: await roles.count(db, uin),
      user: await camUsers.count(db, uin),
      group: await groups.count(db, uin),
      identityProviders: (await providers.list(db, uin)).length,
      quotas: {
        policies: quotas.policies,
        roles: quotas.roles,
        user: quotas.users,
        group: quotas.groups,
        identityProviders: quotas.samlProviders,
      },
    };
  },
});
