import { z } from 'zod';
import { defineAction } from '../../../../action/define-action.ts';
import { requireAdministrator } from '../../administrators/administrator.ts';
import { listingInput } from '../../organizations/listing.ts';
import * as loginPermissions from '../login-permissions/login-permission-queries.ts';
import { getMember } from '../members.ts';
import * as authorizations from './authorization-queries.ts';
import { authorizationFields, toAuthorizationFields } from './member-policy.ts';

export const describeOrganizationMemberPolicies = defineAction({
  id: 'organization:DescribeOrganizationMemberPolicies',
  summary: 'List the authorization policies about a member.',
  effect: 'read',
  allowed: ['principal'],
  input: z.object({ ...listingInput, memberUin: z.int(), searchKey: z.string().max(128).default('') }),
  output: z.object({
    items: z.array(
      z.object({
        ...authorizationFields,
        createTime: z.date(),
        updateTime: z.date(),
      }),
    ),
    total: z.int(),
  }),

  async run({ db, actor }, { offset, limit, memberUin, searchKey }) {
    const { organizationId } = requireAdministrator(actor);
    const { uin } = await getMember(db, organizationId, memberUin);
    const about = await authorizations.list(db, organizationId, { uin });
    const matching = about.filter(({ name }) => name.toLowerCase().includes(searchKey.toLowerCase()));

    const permissions = await loginPermissions.list(db, organizationId);
    const items = matching.slice(offset, offset + limit).map((authorization) => ({
      ...toAuthorizationFields(authorization, permissions),
      createTime: authorization.createdAt,
      updateTime: authorization.updatedAt,
    }));
    return { items, total: matching.length };
  },
});
