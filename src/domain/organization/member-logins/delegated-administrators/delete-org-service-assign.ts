import { z } from 'zod';
import { defineAction } from '../../../../action/define-action.ts';
import { requireAdministrator } from '../../administrators/administrator.ts';
import { administratorNotFound } from './delegated-administrator.ts';
import * as delegatedAdministrators from './delegated-administrator-queries.ts';
import { getService } from './organization-service.ts';

export const deleteOrgServiceAssign = defineAction({
  id: 'organization:DeleteOrgServiceAssign',
  summary: 'Take the administration of a service from a member.',
  effect: 'write',
  allowed: ['principal'],
  input: z.object({
    memberUin: z.int(),
    serviceId: z.int().optional(),
    product: z.string().max(64).optional(),
  }),
  output: z.object({}),

  async run({ db, actor }, { memberUin: uin, serviceId, product }) {
    const { organizationId } = requireAdministrator(actor);
    const service = getService({ serviceId, product });
    const removed = await delegatedAdministrators.remove(db, organizationId, service.serviceId, uin);
    if (!removed) throw administratorNotFound(uin);
    return {};
  },
});
