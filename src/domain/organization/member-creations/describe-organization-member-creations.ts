import { z } from 'zod';
import { requirePrincipal } from '../../../action/actor.ts';
import { defineAction } from '../../../action/define-action.ts';
import { tag } from '../accounts/tag.ts';
import { requireAdministrator } from '../administrators/administrator.ts';
import { listingInput } from '../organizations/listing.ts';
import { creationStates } from './member-creation.ts';
import * as creations from './member-creation-queries.ts';

const item = z.object({
  recordId: z.int(),
  orgName: z.string(),
  memberUin: z.int(),
  name: z.string(),
  accountName: z.string(),
  authName: z.string(),
  nodeId: z.int().nullable(),
  nodeName: z.string(),
  permissionIds: z.array(z.int()),
  payUin: z.string(),
  remark: z.string(),
  tags: z.array(tag),
  status: z.enum(creationStates),
  createTime: z.date(),
  decideTime: z.date().nullable(),
});

export const describeOrganizationMemberCreations = defineAction({
  id: 'organization:DescribeOrganizationMemberCreations',
  summary:
    'List the accounts that were created or applied for; or those that wait for this account’s approval.',
  effect: 'read',
  allowed: ['principal'],
  input: z.object({
    ...listingInput,
    searchKey: z.string().max(256).default(''),
    /** What this account has to decide, as the admin account of its entity. */
    forReview: z.boolean().default(false),
  }),
  output: z.object({ total: z.int(), items: z.array(item) }),

  async run({ db, actor }, { searchKey: text, forReview, offset, limit }) {
    if (forReview) {
      const waiting = await creations.listForReview(db, requirePrincipal(actor).uin);
      return { total: waiting.length, items: waiting.map(toItem) };
    }
    const { organizationId } = requireAdministrator(actor);
    const { items, total } = await creations.page(db, organizationId, { text, offset, limit });
    return { total, items: items.map(toItem) };
  },
});

const toItem = (creation: creations.ListedCreation): z.input<typeof item> => ({
  recordId: creation.recordId,
  orgName: creation.organizationName,
  memberUin: creation.uin,
  name: creation.name,
  accountName: creation.nickName,
  authName: creation.entity,
  nodeId: creation.departmentId,
  nodeName: creation.departmentName ?? '',
  permissionIds: creation.permissionIds,
  payUin: String(creation.payUin ?? ''),
  remark: creation.remark,
  tags: creation.tags,
  status: creation.state,
  createTime: creation.requestTime,
  decideTime: creation.decideTime,
});
