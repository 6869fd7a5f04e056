import { z } from 'zod';
import { defineAction } from '../../../../action/define-action.ts';
import { requireAdministrator } from '../../administrators/administrator.ts';
import { listingInput } from '../../organizations/listing.ts';
import * as delegatedAdministrators from './delegated-administrator-queries.ts';
import { organizationServices } from './organization-service.ts';

/** As the Cloud API counts. */
const yesOrNo = (is: boolean): number => (is ? 1 : 2);

export const listOrganizationService = defineAction({
  id: 'organization:ListOrganizationService',
  summary: 'List the services that work across members, with the number of their delegated administrators.',
  effect: 'read',
  allowed: ['principal'],
  input: z.object({ ...listingInput, searchKey: z.string().max(128).default('') }),
  output: z.object({
    items: z.array(
      z.object({
        serviceId: z.int(),
        product: z.string(),
        productName: z.string(),
        description: z.string(),
        consoleUrl: z.string(),
        isAssign: z.int(),
        /** A text in the Cloud API as well. */
        memberNum: z.string(),
        canAssignCount: z.int(),
        isSetManagementScope: z.int(),
      }),
    ),
    total: z.int(),
  }),

  async run({ db, actor }, { offset, limit, searchKey }) {
    const { organizationId } = requireAdministrator(actor);
    const text = searchKey.toLowerCase();
    const matching = organizationServices.filter(({ product, productName }) =>
      `${product}\n${productName}`.toLowerCase().includes(text),
    );
    const counts = await delegatedAdministrators.countByService(db, organizationId);

    const items = matching.slice(offset, offset + limit).map(({ takesScope, ...service }) => ({
      ...service,
      isAssign: yesOrNo(service.canAssignCount > 0),
      memberNum: String(counts.get(service.serviceId) ?? 0),
      isSetManagementScope: yesOrNo(takesScope),
    }));
    return { items, total: matching.length };
  },
});
