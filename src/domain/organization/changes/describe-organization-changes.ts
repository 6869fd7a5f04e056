import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { requireAdministrator } from '../administrators/administrator.ts';
import { listingInput } from '../organizations/listing.ts';
import { type ChangeKind, changeCategories } from './change.ts';
import * as changes from './change-queries.ts';

export const describeOrganizationChanges = defineAction({
  id: 'organization:DescribeOrganizationChanges',
  summary:
    'Read what happened in the organization: members that came, moved and left, departments, entities.',
  effect: 'read',
  allowed: ['principal'],
  input: z.object({
    ...listingInput,
    searchKey: z.string().max(256).default(''),
    category: z.enum(changeCategories).optional(),
    memberUin: z.int().optional(),
  }),
  output: z.object({
    total: z.int(),
    items: z.array(
      z.object({
        kind: z.custom<ChangeKind>(),
        memberUin: z.int().nullable(),
        memberName: z.string(),
        nodeId: z.int().nullable(),
        nodeName: z.string(),
        former: z.string(),
        present: z.string(),
        actor: z.unknown(),
        time: z.date(),
      }),
    ),
  }),

  async run({ db, actor, now }, { searchKey: text, memberUin: uin, ...search }) {
    const { organizationId } = requireAdministrator(actor);
    const { items, total } = await changes.page(db, organizationId, { ...search, text, uin }, now);
    return {
      total,
      items: items.map(({ uin, accountName, departmentId, departmentName, ...change }) => ({
        ...change,
        memberUin: uin,
        memberName: accountName,
        nodeId: departmentId,
        nodeName: departmentName,
      })),
    };
  },
});
