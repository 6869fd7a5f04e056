import { z } from 'zod';
import { defineAction } from '../../../../action/define-action.ts';
import { organizations } from '../../../organization/index.ts';
import { getOwnSpace } from '../../space/own-space.ts';
import { requireValidity } from '../validity.ts';
import { departmentAuthorizationNotFound } from './department-authorization.ts';
import * as departmentAuthorizations from './department-authorization-queries.ts';
import { inherit } from './inherit.ts';

export const updateDepartmentAuthorization = defineAction({
  id: 'organization:UpdateDepartmentAuthorization',
  summary:
    'Ours. Change from when until when an authorization to a department counts, for all who inherit it.',
  effect: 'write',
  allowed: ['principal'],
  permission: 'organization:CreateRoleAssignment',
  input: z.object({
    zoneId: z.string(),
    departmentAuthorizationId: z.string(),
    /** Null is without a bound. To end it now is to remove it. */
    startTime: z.date().nullable(),
    endTime: z.date().nullable(),
  }),
  output: z.object({}),

  async run(context, { zoneId, departmentAuthorizationId: id, ...validity }) {
    const { db, actor, now } = context;
    const space = await getOwnSpace(db, actor, zoneId);
    await organizations.lock(db, space.organizationId);
    const present = await departmentAuthorizations.lock(db, space.spaceId, id);
    if (!present) throw departmentAuthorizationNotFound();
    requireValidity(validity, now);

    await departmentAuthorizations.setValidity(db, space.spaceId, [id], validity);
    await inherit(context, space, { departmentAuthorizationIds: [id] });
    context.changed({ startTime: present.startTime, endTime: present.endTime }, validity);
    return {};
  },
});
