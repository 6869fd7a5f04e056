import { z } from 'zod';
import { defineAction } from '../../../action/define-action.ts';
import { requireAdministrator } from '../administrators/administrator.ts';
import { listingInput } from '../organizations/listing.ts';
import * as entities from './verified-entity-queries.ts';

export const describeOrganizationAuthNode = defineAction({
  id: 'organization:DescribeOrganizationAuthNode',
  summary: 'List the verified entities of the organization, each with its entity admin account.',
  effect: 'read',
  allowed: ['principal'],
  input: z.object({
    ...listingInput,
    authName: z.string().max(256).default(''),
    relationId: z.int().optional(),
  }),
  output: z.object({
    total: z.int(),
    items: z.array(
      z.object({
        relationId: z.int(),
        authName: z.string(),
        /** Whether it is the entity of the admin account. */
        isOwn: z.boolean(),
        manager: z.object({ memberUin: z.int(), memberName: z.string() }).optional(),
        accountCount: z.int(),
        addTime: z.date(),
      }),
    ),
  }),

  async run({ db, actor }, { authName: text, ...search }) {
    const { organizationId } = requireAdministrator(actor);
    const { items, total } = await entities.page(db, organizationId, { text, ...search });
    return { total, items: items.map(toItem) };
  },
});

const toItem = ({
  relationId,
  name,
  kind,
  adminUin,
  adminName,
  accountCount,
  addTime,
}: entities.ListedEntity) => ({
  relationId,
  authName: name,
  isOwn: kind === 'admin',
  ...(adminUin !== null && { manager: { memberUin: adminUin, memberName: adminName ?? '' } }),
  accountCount,
  addTime,
});
