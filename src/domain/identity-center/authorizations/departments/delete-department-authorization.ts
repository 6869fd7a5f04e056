import { z } from 'zod';
import { defineAction } from '../../../../action/define-action.ts';
import { organizations } from '../../../organization/index.ts';
import { getOwnSpace } from '../../space/own-space.ts';
import { deprovisionStrategy } from '../removal.ts';
import { departmentAuthorizationNotFound } from './department-authorization.ts';
import * as departmentAuthorizations from './department-authorization-queries.ts';
import { inherit } from './inherit.ts';

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
    const { db, actor, now } = context;
    const space = await getOwnSpace(db, actor, zoneId);
    await organizations.lock(db, space.organizationId);
    const present = await departmentAuthorizations.lock(db, space.spaceId, id);
    if (!present) throw departmentAuthorizationNotFound();

    const ids = [id];
    await departmentAuthorizations.setValidity(db, space.spaceId, ids, { startTime: null, endTime: now });
    const { removedCount } = await inherit(
      context,
      space,
      { departmentAuthorizationIds: ids },
      { undeploys: strategy !== 'None' },
    );
    await departmentAuthorizations.remove(db, space.spaceId, ids);
    context.changed({ ...present }, null);
    return { removedCount };
  },
});
