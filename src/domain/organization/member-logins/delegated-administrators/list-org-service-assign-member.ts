import { z } from 'zod';
import { defineAction } from '../../../../action/define-action.ts';
import { requireAdministrator } from '../../administrators/administrator.ts';
import { listingInput } from '../../organizations/listing.ts';
import { managementScope } from './delegated-administrator.ts';
import * as delegatedAdministrators from './delegated-administrator-queries.ts';
import { getService } from './organization-service.ts';

export const listOrgServiceAssignMember = defineAction({
  id: 'organization:ListOrgServiceAssignMember',
  summary: 'List the delegated administrators of a service.',
  effect: 'read',
  allowed: ['principal'],
  input: z.object({ ...listingInput, serviceId: z.int().optional(), product: z.string().max(64).optional() }),
  output: z.object({
    items: z.array(
      z.object({
        serviceId: z.int(),
        productName: z.string(),
        memberUin: z.int(),
        memberName: z.string(),
        createTime: z.date(),
        managementScope: z.int(),
        managementScopeMembers: z.array(z.object({ memberUin: z.int(), memberName: z.string() })),
        managementScopeNodes: z.array(z.object({ nodeId: z.int(), nodeName: z.string() })),
      }),
    ),
    total: z.int(),
  }),

  async run({ db, actor }, { offset, limit, serviceId, product }) {
    const { organizationId } = requireAdministrator(actor);
    const service = getService({ serviceId, product });
    const administrators = await delegatedAdministrators.list(db, organizationId, service.serviceId);

    const items = administrators.slice(offset, offset + limit).map((administrator) => ({
      serviceId: service.serviceId,
      productName: service.productName,
      memberUin: administrator.uin,
      memberName: administrator.memberName,
      createTime: administrator.createdAt,
      managementScope: administrator.managesAll ? managementScope.all : managementScope.part,
      managementScopeMembers: administrator.members.map(({ uin, name }) => ({
        memberUin: uin,
        memberName: name,
      })),
      managementScopeNodes: administrator.departments.map(({ departmentId, name }) => ({
        nodeId: departmentId,
        nodeName: name,
      })),
    }));
    return { items, total: administrators.length };
  },
});
