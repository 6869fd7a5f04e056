import { z } from 'zod';
import { type ActionContext, defineAction } from '../../../../action/define-action.ts';
import { organizations, requireManagedDepartment } from '../../../organization/index.ts';
import { configurationNotFound } from '../../permission-configurations/permission-configuration.ts';
import * as configurations from '../../permission-configurations/permission-configuration-queries.ts';
import { getOwnSpace } from '../../space/own-space.ts';
import { principalType, requirePrincipal } from '../principal.ts';
import * as submissions from '../submissions/submission-queries.ts';
import { validity } from '../validity.ts';
import { authorizeDepartment } from './authorize-department.ts';
import { adminAccountNotManaged, departmentAuthorizationExists } from './department-authorization.ts';
import { departmentPlace, placeOf } from './place.ts';

export const createDepartmentAuthorization = defineAction({
  id: 'organization:CreateDepartmentAuthorization',
  summary: 'Ours. Authorize a user or group in a department; its accounts inherit that, now and later.',
  effect: 'write',
  allowed: ['principal'],
  permission: 'organization:CreateRoleAssignment',
  delegable: { services: ['identitycenter'], manages: 'some' },
  input: departmentPlace.extend({
    ...{ zoneId: z.string(), principalType, principalId: z.string(), roleConfigurationId: z.string() },
    ...validity,
  }),
  output: z.object({ departmentAuthorizationId: z.string(), submissionId: z.string() }),

  async run(context, { zoneId, principalType: type, principalId, roleConfigurationId, ...wanted }) {
    const { db, actor, now, random } = context;
    const space = await getOwnSpace(db, actor, zoneId);
    const { spaceId, organizationId } = space;
    await organizations.lock(db, organizationId);
    const place = await placeOf(db, space, wanted);
    if (!place) throw new Error('A department was asked for.');
    await requireMayAuthorize(context, place);
    if (!(await configurations.lock(db, spaceId, roleConfigurationId)))
      throw configurationNotFound(roleConfigurationId);
    await requirePrincipal(db, spaceId, { principalType: type, principalId });

    const submissionId = random.id('as');
    await submissions.insert(db, spaceId, { submissionId, actor, now });
    const who =
      type === 'User' ? { userIds: [principalId], groupIds: [] } : { userIds: [], groupIds: [principalId] };
    const granted = { ...wanted, ...who, place, roleConfigurationIds: [roleConfigurationId] };
    const { ids } = await authorizeDepartment(context, space, granted, submissionId);
    const [departmentAuthorizationId] = ids;
    if (departmentAuthorizationId === undefined) throw departmentAuthorizationExists();
    return { departmentAuthorizationId, submissionId };
  },
});

/** A delegated administrator decides about the departments that it manages, and never about the admin account. */
async function requireMayAuthorize(
  { db, actor }: ActionContext,
  { departmentId, includesAdmin }: { departmentId: number; includesAdmin: boolean },
): Promise<void> {
  const isWholeOrganizations = await requireManagedDepartment(db, actor, departmentId);
  if (includesAdmin && !isWholeOrganizations) throw adminAccountNotManaged();
}
