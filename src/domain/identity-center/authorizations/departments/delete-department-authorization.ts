import { z } from 'zod';
import { defineAction } from '../../../../action/define-action.ts';
import { organizations } from '../../../organization/index.ts';
import { getOwnSpace } from '../../space/own-space.ts';
import { deprovisionStrategy } from '../removal.ts';
import { departmentAuthorizationNotFound } from './department-authorization.ts';
import * as departmentAuthorizations from './department-authorization-queries.ts';
import { removeDepartmentAuthorizations } from './remove-department-authorizations.ts';

export const deleteDepartmentAuthorization = defineAction({
  id: 'organization:DeleteDepartmentAuthorization',
  summary:
    'Ours. Remove an authorization to a department; what its accounts inherited ends at once, with the sessions on it.',
  effect: 'write',
  allowed: ['principal'],
  permission: 'organization:DeleteRoleAssignment',
  input: z.object({
    zoneId: z.string(),
    departmentAuthorizationId: z.string(),
    deprovisionStrategy: deprovisionStrategy.default('None'),
  }),
  output: z.object({ removedCount: z.int() }),

  async run(context, { zoneId, departmentAuthorizationId: id, deprovisionStrategy: strategy }) {
    const { db, actor } = context;
    const space = await getOwnSpace(db, actor, zoneId);
    await organizations.lock(db, space.organizationId);
    const present = await departmentAuthorizations.lock(db, space.spaceId, id);
    if (!present) throw departmentAuthorizationNotFound();

    const undeploys = strategy !== 'None';
    const { removedCount } = await removeDepartmentAuthorizations(context, space, [id], { undeploys });
    context.changed({ ...present }, null);
    return { removedCount };
  },
});
