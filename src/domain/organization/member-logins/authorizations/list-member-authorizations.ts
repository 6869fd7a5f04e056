import { z } from 'zod';
import { defineAction } from '../../../../action/define-action.ts';
import { requireAdministrator } from '../../administrators/administrator.ts';
import { listingInput } from '../../organizations/listing.ts';
import * as loginPermissions from '../login-permissions/login-permission-queries.ts';
import * as authorizations from './authorization-queries.ts';
import * as grants from './grant-queries.ts';
import { authorizationFields, toAuthorizationFields } from './member-policy.ts';

export const listMemberAuthorizations = defineAction({
  id: 'organization:ListMemberAuthorizations',
  summary: 'List the authorization policies, newest first, each with its members and its sub-users. Ours.',
  effect: 'read',
  allowed: ['principal'],
  input: z.object({
    ...listingInput,
    searchKey: z.string().max(256).default(''),
    policyId: z.int().optional(),
  }),
  output: z.object({
    items: z.array(
      z.object({
        ...authorizationFields,
        members: z.array(z.object({ memberUin: z.int(), memberName: z.string() })),
        subAccounts: z.array(z.object({ orgSubAccountUin: z.int(), orgSubAccountName: z.string() })),
        createTime: z.date(),
        updateTime: z.date(),
      }),
    ),
    total: z.int(),
  }),

  async run({ db, actor }, { offset, limit, searchKey, policyId }) {
    const { organizationId } = requireAdministrator(actor);
    const permissions = await loginPermissions.list(db, organizationId);
    const granted = Map.groupBy(
      await grants.list(db, organizationId, { policyId }),
      (grant) => grant.policyId,
    );
    const all = (await authorizations.list(db, organizationId, { policyId })).map((authorization) => ({
      ...toAuthorizationFields(authorization, permissions),
      members: authorization.members.map(({ uin, name }) => ({ memberUin: uin, memberName: name })),
      subAccounts: (granted.get(authorization.policyId) ?? []).map(({ subUserUin, subUserName }) => ({
        orgSubAccountUin: subUserUin,
        orgSubAccountName: subUserName,
      })),
      createTime: authorization.createdAt,
      updateTime: authorization.updatedAt,
    }));
    const matching = all.filter((authorization) => mentions(authorization, searchKey));
    return { items: matching.slice(offset, offset + limit), total: matching.length };
  },
});

interface Mentioning {
  policyName: string;
  identityRoleAliasName: string;
  members: { memberUin: number; memberName: string }[];
  subAccounts: { orgSubAccountName: string }[];
}

/** By the policy, the permission, a member or a sub-user: whoever searches has one of these at hand. */
function mentions({ policyName, identityRoleAliasName, members, subAccounts }: Mentioning, text: string) {
  const words = [
    policyName,
    identityRoleAliasName,
    ...members.flatMap(({ memberUin, memberName }) => [memberName, String(memberUin)]),
    ...subAccounts.map(({ orgSubAccountName }) => orgSubAccountName),
  ];
  return words.join('\n').toLowerCase().includes(text.toLowerCase());
}
