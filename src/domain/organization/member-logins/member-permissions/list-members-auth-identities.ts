import { z } from 'zod';
import { defineAction } from '../../../../action/define-action.ts';
import { requireAdministrator } from '../../administrators/administrator.ts';
import { listingInput } from '../../organizations/listing.ts';
import * as loginPermissions from '../login-permissions/login-permission-queries.ts';
import * as memberList from '../member-queries.ts';
import { memberAuthIdentity, toMemberAuthIdentity } from './member-auth-identity.ts';
import * as memberPermissions from './member-permission-queries.ts';

export const listMembersAuthIdentities = defineAction({
  id: 'organization:ListMembersAuthIdentities',
  summary: 'List members, each with the login permissions that it has. Ours.',
  effect: 'read',
  allowed: ['principal'],
  input: z.object({
    ...listingInput,
    searchKey: z.string().max(256).default(''),
    /** Only these. */
    memberUins: z.array(z.int()).max(1000).optional(),
  }),
  output: z.object({
    items: z.array(
      z.object({
        memberUin: z.int(),
        memberName: z.string(),
        cloudSite: z.string(),
        identities: z.array(memberAuthIdentity),
      }),
    ),
    total: z.int(),
  }),

  async run({ db, actor }, { searchKey: search, memberUins: among, ...part }) {
    const { organizationId } = requireAdministrator(actor);
    const { items: members, total } = await memberList.list(db, organizationId, {
      search,
      among,
      ...part,
    });
    const permissions = await loginPermissions.list(db, organizationId);
    const uins = members.map(({ uin }) => uin);
    const configured = await memberPermissions.list(db, organizationId, { uins });

    const items = members.map(({ uin, name, cloudSite }) => ({
      memberUin: uin,
      memberName: name,
      cloudSite,
      identities: configured
        .filter((one) => one.uin === uin)
        .map((one) => toMemberAuthIdentity(one, permissions)),
    }));
    return { items, total };
  },
});
