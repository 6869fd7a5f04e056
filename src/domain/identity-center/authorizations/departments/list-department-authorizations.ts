import { z } from 'zod';
import { defineAction } from '../../../../action/define-action.ts';
import { pageInput } from '../../../../action/page.ts';
import { managedDepartments } from '../../../organization/index.ts';
import { getOwnSpace } from '../../space/own-space.ts';
import { principalType } from '../principal.ts';
import { departmentAuthorization } from './department-authorization.ts';
import * as departmentAuthorizations from './department-authorization-queries.ts';

export const listDepartmentAuthorizations = defineAction({
  id: 'organization:ListDepartmentAuthorizations',
  summary: 'Ours. List who is authorized in which department as what.',
  effect: 'read',
  allowed: ['principal'],
  permission: 'organization:ListRoleAssignments',
  delegable: { services: ['identitycenter'], manages: 'some' },
  input: z.object({
    zoneId: z.string(),
    departmentAuthorizationId: z.string().optional(),
    nodeId: z.int().optional(),
    principalType: principalType.optional(),
    principalId: z.string().optional(),
    roleConfigurationId: z.string().optional(),
    /** Part of the name of the user, group, permission configuration or department. */
    filter: z.string().max(256).default(''),
    ...pageInput,
  }),
  output: z.object({ departmentAuthorizations: z.array(departmentAuthorization), totalCounts: z.int() }),

  async run({ db, actor }, { zoneId, principalType: type, principalId, ...listing }) {
    const { spaceId } = await getOwnSpace(db, actor, zoneId);
    const { items, total } = await departmentAuthorizations.list(db, spaceId, {
      ...listing,
      principal: { ...(type && { principalType: type }), ...(principalId && { principalId }) },
      managed: await managedDepartments(db, actor),
    });
    return { departmentAuthorizations: items, totalCounts: total };
  },
});
