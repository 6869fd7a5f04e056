import { z } from 'zod';
import { defineAction } from '../../../../action/define-action.ts';
import { requireAdministrator } from '../../administrators/administrator.ts';
import { listingInput } from '../../organizations/listing.ts';
import * as memberList from '../member-queries.ts';
import * as contacts from './contact-queries.ts';

export const listMembersContacts = defineAction({
  id: 'organization:ListMembersContacts',
  summary: 'List members, each with how many contacts it has and how many of them are confirmed. Ours.',
  effect: 'read',
  allowed: ['principal'],
  input: z.object({ ...listingInput, searchKey: z.string().max(256).default('') }),
  output: z.object({
    items: z.array(
      z.object({
        memberUin: z.int(),
        memberName: z.string(),
        contactCount: z.int(),
        verifiedCount: z.int(),
      }),
    ),
    total: z.int(),
  }),

  async run({ db, actor }, { searchKey: search, ...part }) {
    const { organizationId } = requireAdministrator(actor);
    const { items: members, total } = await memberList.list(db, organizationId, {
      search,
      ...part,
    });
    const counts = await contacts.countByMember(
      db,
      organizationId,
      members.map(({ uin }) => uin),
    );
    const items = members.map(({ uin, name }) => ({
      memberUin: uin,
      memberName: name,
      contactCount: counts.get(uin)?.contactCount ?? 0,
      verifiedCount: counts.get(uin)?.verifiedCount ?? 0,
    }));
    return { items, total };
  },
});
