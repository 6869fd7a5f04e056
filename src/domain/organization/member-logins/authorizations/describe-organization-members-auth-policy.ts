import { z } from 'zod';
import { defineAction } from '../../../../action/define-action.ts';
import { requireAdministrator } from '../../administrators/administrator.ts';
import { listingInput } from '../../organizations/listing.ts';
import * as loginPermissions from '../login-permissions/login-permission-queries.ts';
import type { Grant } from './authorization.ts';
import * as authorizations from './authorization-queries.ts';
import * as grants from './grant-queries.ts';
import { membersAuthPolicy, toMembersAuthPolicy } from './member-policy.ts';

export const describeOrganizationMembersAuthPolicy = defineAction({
  id: 'organization:DescribeOrganizationMembersAuthPolicy',
  summary:
    'List who is authorized to log in to members: one entry for each policy and sub-user, newest policy first.',
  effect: 'read',
  allowed: ['principal'],
  input: z.object({
    ...listingInput,
    memberUin: z.int().optional(),
    orgSubAccountUin: z.int().optional(),
    policyId: z.int().optional(),
  }),
  output: z.object({ items: z.array(membersAuthPolicy), total: z.int() }),

  async run({ db, actor }, { offset, limit, memberUin, orgSubAccountUin: subUserUin, policyId }) {
    const { organizationId } = requireAdministrator(actor);
    const about = await authorizations.list(db, organizationId, { policyId, uin: memberUin });
    const granted = Map.groupBy(
      await grants.list(db, organizationId, { policyId, subUserUin }),
      (grant) => grant.policyId,
    );
    const nobody: (Grant | undefined)[] = subUserUin === undefined ? [undefined] : [];
    const entries = about.flatMap((authorization) =>
      (granted.get(authorization.policyId) ?? nobody).map((grant) => ({ authorization, grant })),
    );

    const permissions = await loginPermissions.list(db, organizationId);
    const items = entries
      .slice(offset, offset + limit)
      .map(({ authorization, grant }) => toMembersAuthPolicy(authorization, grant, permissions, memberUin));
    return { items, total: entries.length };
  },
});
