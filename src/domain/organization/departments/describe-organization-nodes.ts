import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { tag, tags } from '../accounts/tag.ts';
import { requireAdministrator } from '../administrators/administrator.ts';
import { listingInput } from '../organizations/listing.ts';
import * as departments from './department-queries.ts';

export const describeOrganizationNodes = defineAction({
  id: 'organization:DescribeOrganizationNodes',
  summary: 'List departments, each with its parent.',
  effect: 'read',
  allowed: ['principal'],
  input: z.object({ ...listingInput, tags: tags.default([]) }),
  output: z.object({
    total: z.int(),
    items: z.array(
      z.object({
        nodeId: z.int(),
        name: z.string(),
        /** 0 for the root. */
        parentNodeId: z.int(),
        remark: z.string(),
        tags: z.array(tag),
        createTime: z.date(),
        updateTime: z.date(),
      }),
    ),
  }),

  async run({ db, actor }, listing) {
    const { organizationId } = requireAdministrator(actor);
    const { items, total } = await departments.page(db, organizationId, listing);
    return {
      total,
      items: items.map(({ departmentId, parentId, description, ...department }) => ({
        ...department,
        nodeId: departmentId,
        parentNodeId: parentId ?? 0,
        remark: description,
      })),
    };
  },
});
